package org.disentangle.datasets.tinted;

import java.util.List;
import org.disentangle.core.Check;
import org.disentangle.core.data.Factor;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;

/**
 * The first colours of the ten that plots know as "tab10".
 *
 * <p>Source: Eastwood et al. 2023, released code, {@code datasets/dsprites.py}.
 *
 * @param size how many, 2 to 10
 */
public record Palette(int size) {

    public static final int LARGEST = 10;

    private static final List<String> NAMES =
            List.of("blue", "orange", "green", "red", "purple", "brown", "pink", "grey", "olive", "cyan");
    private static final List<Integer> COLORS =
            List.of(0x1f77b4, 0xff7f0e, 0x2ca02c, 0xd62728, 0x9467bd, 0x8c564b, 0xe377c2, 0x7f7f7f, 0xbcbd22, 0x17becf);

    public Palette {
        Check.within("colors", size, 2, LARGEST);
    }

    /** The factor {@code color}. */
    public Factor factor() {
        return new Factor("color", "color", NAMES.subList(0, size));
    }

    /** Red, green and blue of a colour, 0 to 255. */
    public static int channel(int color, int channel) {
        return COLORS.get(color) >> (8 * (2 - channel)) & 0xff;
    }

    /** FLOAT32 {@code [size, 3]} with values 0..1. */
    HostTensor table() {
        float[] values = new float[3 * size];
        for (int color = 0; color < size; color++) {
            for (int channel = 0; channel < 3; channel++) {
                values[3 * color + channel] = channel(color, channel) / 255f;
            }
        }
        return HostTensor.of(Shape.of(size, 3), values);
    }
}
