package org.disentangle.metrics.vote;

import org.disentangle.core.Check;

/**
 * Settings of {@code beta-vae}; the defaults are disentanglement_lib's.
 *
 * @param batch pairs of rows behind one point
 * @param trainPoints points that the regression is fitted to
 * @param testPoints points that are scored
 * @param c inverse weight of the regression's penalty, as scikit-learn has it
 * @param bins into which numbers of continuous factors fall
 */
public record BetaVaeOptions(int batch, int trainPoints, int testPoints, double c, int bins) {
    public static final BetaVaeOptions DEFAULT = new BetaVaeOptions(64, 10_000, 5_000, 1, 20);

    public BetaVaeOptions {
        Check.within("batch", batch, 1, FactorVaeOptions.LARGEST_BATCH);
        Check.within("train_points", trainPoints, 2, FactorVaeOptions.MOST_VOTES);
        Check.within("test_points", testPoints, 1, FactorVaeOptions.MOST_VOTES);
        Check.positive("c", c);
        Check.within("bins", bins, 2, 10_000);
    }
}
