package org.disentangle.metrics.information;

import org.disentangle.core.Check;

/**
 * Settings of metrics on binned codes.
 *
 * @param bins of equal width, for each dimension of the codes and each number of a continuous factor; 20 in disentanglement_lib
 */
public record BinOptions(int bins) {
    static final int MOST_BINS = 10_000;
    public static final BinOptions DEFAULT = new BinOptions(20);

    public BinOptions {
        Check.within("bins", bins, 2, MOST_BINS);
    }
}
