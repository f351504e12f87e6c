package org.disentangle.metrics.information;

import org.disentangle.core.Check;

/**
 * Settings of {@code explicitness}.
 *
 * @param c inverse weight of the penalty, as scikit-learn has it: {@code 1/2 |W|^2 + c sum of cross-entropies}; 1 in disentanglement_lib,
 *     1e10 in Ridgeway and Mozer's code
 * @param bins into which numbers of continuous factors fall
 * @param tolerance on the gradient of the mean cross-entropy, where the fit ends
 * @param iterations at most this many
 */
public record ExplicitnessOptions(double c, int bins, double tolerance, int iterations) {
    public static final ExplicitnessOptions DEFAULT = new ExplicitnessOptions(1, 20, 1e-8, 1000);

    public ExplicitnessOptions {
        Check.positive("c", c);
        Check.within("bins", bins, 2, BinOptions.MOST_BINS);
        Check.positive("tolerance", tolerance);
        Check.within("iterations", iterations, 1, 1_000_000);
    }
}
