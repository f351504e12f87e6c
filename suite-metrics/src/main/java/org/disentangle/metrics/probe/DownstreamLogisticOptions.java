package org.disentangle.metrics.probe;

import java.util.List;
import org.disentangle.core.Check;

/**
 * Settings of {@code downstream-logistic}; the defaults are the reference's: scikit-learn's {@code Cs=10} is {@code logspace(-4, 4, 10)}.
 *
 * @param sizes training rows of each score
 * @param penalties so many values of C are tried
 * @param smallest decimal logarithm of the smallest C
 * @param largest decimal logarithm of the largest C
 * @param folds of the cross-validation
 * @param tolerance on the largest absolute component of the gradient; the weakest penalty of 10 rows is 2e-5, so that 1e-5 would not be near its minimum
 * @param iterations at most this many steps per fit
 */
public record DownstreamLogisticOptions(
        List<Integer> sizes,
        int penalties,
        double smallest,
        double largest,
        int folds,
        double tolerance,
        int iterations) {
    public static final DownstreamLogisticOptions DEFAULT =
            new DownstreamLogisticOptions(List.of(10, 100, 1000, 10000), 10, -4, 4, 5, 1e-8, 1000);

    public DownstreamLogisticOptions {
        sizes = List.copyOf(sizes);
        Check.require(!sizes.isEmpty(), "sizes", sizes, "at least one");
        for (int size : sizes) {
            Check.within("sizes", size, 2, 100_000_000);
        }
        Check.require(sizes.stream().distinct().count() == sizes.size(), "sizes", sizes, "each size once");
        Check.within("penalties", penalties, 1, 1000);
        Check.within("smallest", smallest, -12, 12);
        Check.within("largest", largest, smallest, 12);
        Check.within("folds", folds, 2, 100);
        Check.positive("tolerance", tolerance);
        Check.within("iterations", iterations, 1, 1_000_000);
    }
}
