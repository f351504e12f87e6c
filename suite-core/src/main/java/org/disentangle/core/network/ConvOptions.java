package org.disentangle.core.network;

import java.util.List;
import org.disentangle.core.Check;

/**
 * Settings of the encoder {@code conv}.
 *
 * @param widths channels of each convolution, 1 to 8 of them; the last is the size of r
 * @param pooling how the last map becomes a vector
 * @param outputNorm whether batch norm, without ReLU, follows the pooling. It centres r: means of ReLUs all point the same way, and
 *     contrastive losses take hundreds of steps to get out of that
 */
public record ConvOptions(List<Integer> widths, Pooling pooling, boolean outputNorm) {
    public static final ConvOptions DEFAULT = new ConvOptions(List.of(32, 64, 128, 128), Pooling.MEAN, true);

    /** How a map {@code [n, c, h, w]} becomes r. */
    public enum Pooling {
        /** The mean over all places. */
        MEAN,
        /** All values in a row, then a linear layer to the last width: keeps where something was. */
        FLATTEN
    }

    public ConvOptions {
        widths = List.copyOf(widths);
        Check.require(!widths.isEmpty() && widths.size() <= 8, "widths", widths, "1 to 8 widths");
        widths.forEach(width -> Check.within("widths", width, 1, 1 << 13));
    }
}
