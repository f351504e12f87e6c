package org.disentangle.metrics.regression;

import java.util.OptionalDouble;

/** {@code R^2 = 1 - SSE / SST}, SST about the mean of the rows looked at; at most 1, not below any bound. */
public final class Determination {
    private Determination() {}

    /** Of one target; NaN where it does not vary. */
    public static double of(double[] target, double[] predicted) {
        Sums sums = sums(target, 0, predicted);
        return sums.total > 0 ? 1 - sums.errors / sums.total : Double.NaN;
    }

    /**
     * The mean over those targets that vary; none if no target does.
     *
     * @param targets {@code [count, rows]}
     * @param from the row of the targets that the first prediction is about
     * @param predicted {@code [count, some rows]}
     */
    static OptionalDouble mean(double[][] targets, int from, double[][] predicted) {
        double sum = 0;
        int defined = 0;
        for (int t = 0; t < targets.length; t++) {
            Sums sums = sums(targets[t], from, predicted[t]);
            if (sums.total > 0) {
                sum += 1 - sums.errors / sums.total;
                defined++;
            }
        }
        return defined == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / defined);
    }

    /** The mean over all targets, where one that does not vary counts 1 if it is met exactly and 0 if not: scikit-learn's {@code r2_score}. */
    static double forced(double[][] targets, int from, double[][] predicted) {
        double sum = 0;
        for (int t = 0; t < targets.length; t++) {
            Sums sums = sums(targets[t], from, predicted[t]);
            if (sums.total > 0) {
                sum += 1 - sums.errors / sums.total;
            } else if (sums.errors == 0) {
                sum += 1;
            }
        }
        return sum / targets.length;
    }

    private record Sums(double errors, double total) {}

    private static Sums sums(double[] targets, int from, double[] predicted) {
        double mean = 0;
        for (int i = 0; i < predicted.length; i++) {
            mean += targets[from + i];
        }
        mean /= predicted.length;
        double errors = 0;
        double total = 0;
        boolean varies = false;
        for (int i = 0; i < predicted.length; i++) {
            double error = targets[from + i] - predicted[i];
            double centred = targets[from + i] - mean;
            errors += error * error;
            total += centred * centred;
            varies |= targets[from + i] != targets[from];
        }
        // The mean of equal numbers may be another one by rounding, and that is no variance.
        return new Sums(errors, varies ? total : 0);
    }
}
