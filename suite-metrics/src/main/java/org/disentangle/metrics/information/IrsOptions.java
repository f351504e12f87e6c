package org.disentangle.metrics.information;

import org.disentangle.core.Check;

/**
 * Settings of {@code irs}.
 *
 * @param quantile of the deviations within a value of a factor; 0.99 in disentanglement_lib, 1 (the largest) in the paper
 * @param bins into which the factors' values fall; 20 in disentanglement_lib
 */
public record IrsOptions(double quantile, int bins) {
    public static final IrsOptions DEFAULT = new IrsOptions(0.99, 20);

    public IrsOptions {
        Check.within("quantile", quantile, 0, 1);
        Check.within("bins", bins, 2, BinOptions.MOST_BINS);
    }
}
