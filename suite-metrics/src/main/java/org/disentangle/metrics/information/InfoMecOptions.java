package org.disentangle.metrics.information;

import org.disentangle.core.Check;

/**
 * Settings of {@code infomec}.
 *
 * @param neighbors of the estimate of mutual information; 3 as in scikit-learn, while later revisions of the authors' code take 10
 * @param activeShare a dimension is active if its range is above this share of the largest; 1/8, while later revisions take 1/20
 * @param bins into which numbers of continuous factors fall
 * @param tolerance on the gradient of the mean cross-entropy, where the regressions of the explicitness end
 * @param iterations at most this many; the authors' code stops after 100
 */
public record InfoMecOptions(int neighbors, double activeShare, int bins, double tolerance, int iterations) {
    public static final InfoMecOptions DEFAULT = new InfoMecOptions(3, 0.125, 20, 1e-7, 1000);

    public InfoMecOptions {
        Check.within("neighbors", neighbors, 1, 1000);
        Check.within("active_share", activeShare, 0, 0.999);
        Check.within("bins", bins, 2, BinOptions.MOST_BINS);
        Check.positive("tolerance", tolerance);
        Check.within("iterations", iterations, 1, 1_000_000);
    }
}
