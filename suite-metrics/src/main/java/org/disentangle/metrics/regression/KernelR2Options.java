package org.disentangle.metrics.regression;

import java.util.List;
import org.disentangle.core.Check;

/**
 * Settings of {@code kernel-r2}; the grids are those of von Kuegelgen et al. (2021), where gamma is {@code numpy.logspace(-2, 2, 4)}. The paper's code
 * fits on 20,480 points and tests on 10 batches of 4,096; the defaults here are a fifth of the one and a quarter of the other, because
 * memory and time grow with the square and the cube of the points.
 *
 * @param alphas ridges to choose from, each above 0
 * @param gammas of the kernel {@code exp(-gamma |x - y|^2)}, each above 0
 * @param folds of the cross-validation that chooses
 * @param points training rows at most; memory is about {@code 24 points^2} bytes, 400 MB for 4,096
 * @param batchRows test rows per batch
 * @param batches of test rows at most
 */
public record KernelR2Options(
        List<Double> alphas, List<Double> gammas, int folds, int points, int batchRows, int batches) {
    public static final KernelR2Options DEFAULT = new KernelR2Options(
            List.of(1.0, 0.1, 0.01, 0.001),
            List.of(0.01, 0.21544346900318834, 4.641588833612777, 100.0),
            3,
            4096,
            1024,
            10);

    private static final int MOST_POINTS = 16_384;

    public KernelR2Options {
        alphas = List.copyOf(alphas);
        gammas = List.copyOf(gammas);
        Check.require(!alphas.isEmpty(), "alphas", alphas, "at least one");
        Check.require(!gammas.isEmpty(), "gammas", gammas, "at least one");
        alphas.forEach(alpha -> Check.positive("alphas", alpha));
        gammas.forEach(gamma -> Check.positive("gammas", gamma));
        Check.within("folds", folds, 2, 100);
        Check.within("points", points, folds, MOST_POINTS);
        Check.within("batchRows", batchRows, 2, 1_000_000);
        Check.within("batches", batches, 1, 100_000);
    }
}
