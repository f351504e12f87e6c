package org.disentangle.core.network;

import java.util.List;
import org.disentangle.core.Check;

/**
 * A multi-layer perceptron r → z: per hidden width a linear layer, batch norm if asked for, and ReLU; then a linear layer.
 *
 * @param hidden widths; empty for one linear layer
 * @param output the size of z (of one head)
 * @param hiddenBias whether hidden layers have a bias (pointless before batch norm)
 */
public record HeadOptions(List<Integer> hidden, int output, boolean batchNorm, boolean hiddenBias, boolean outputBias) {
    public HeadOptions {
        hidden = List.copyOf(hidden);
        hidden.forEach(width -> Check.within("hidden", width, 1, 1 << 16));
        Check.within("output", output, 1, 1 << 16);
    }

    /**
     * Layers as methods' options say them.
     *
     * @param hidden widths; 0 is as wide as the input
     * @param input how many columns of r the head reads
     */
    public static HeadOptions of(
            List<Integer> hidden, int input, int output, boolean batchNorm, boolean hiddenBias, boolean outputBias) {
        List<Integer> widths =
                hidden.stream().map(width -> width == 0 ? input : width).toList();
        return new HeadOptions(widths, output, batchNorm, hiddenBias, outputBias);
    }
}
