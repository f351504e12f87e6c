package org.disentangle.core.network;

import java.util.List;
import org.disentangle.core.Check;

/**
 * Settings of the encoder {@code mlp}.
 *
 * @param widths of the layers; the last is the size of r
 * @param slope of the leaky ReLU for negative values; 0 is the plain ReLU
 * @param batchNorm whether hidden layers are normalised before the ReLU (they have no bias then)
 */
public record MlpOptions(List<Integer> widths, double slope, boolean batchNorm) {
    public static final MlpOptions DEFAULT = new MlpOptions(List.of(256, 256, 128), 0, false);

    public MlpOptions {
        widths = List.copyOf(widths);
        Check.require(!widths.isEmpty(), "widths", widths, "at least one width");
        widths.forEach(width -> Check.within("widths", width, 1, 1 << 16));
        Check.within("slope", slope, 0, 1);
    }
}
