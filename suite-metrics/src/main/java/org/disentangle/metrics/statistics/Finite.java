package org.disentangle.metrics.statistics;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;

/** What all statistics ask of their numbers, and how equal two of them must be to count as equal. */
final class Finite {
    /**
     * Numbers that differ by no more than this share of the largest are equal. Differences of scores are rounded (0.3 - 0.2 is not
     * 0.2 - 0.1), while scores that truly differ do so by a test row in some ten thousand.
     */
    private static final double ROUNDING = 1e-9;

    private Finite() {}

    /** A sorted copy, so that the order in which seeds ended leaves no trace in sums. */
    static double[] sorted(String what, double... values) {
        double[] sorted = values.clone();
        for (double value : sorted) {
            require(what, value);
        }
        Arrays.sort(sorted);
        return sorted;
    }

    static double require(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " need finite values, not " + value);
        }
        return value;
    }

    /** How far apart two of the numbers may be and still be equal. */
    static double tolerance(double... values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return ROUNDING * largest;
    }

    /** Whether all are equal but for rounding. */
    static boolean allEqual(double[] sorted) {
        return sorted.length == 0 || sorted[sorted.length - 1] - sorted[0] <= tolerance(sorted);
    }

    /** The mean without the share of {@code cut} whole values at either end: {@code scipy.stats.trim_mean}. */
    static double trimmedMean(double[] sorted, double cut) {
        int dropped = (int) (cut * sorted.length);
        return StatUtils.mean(sorted, dropped, sorted.length - 2 * dropped);
    }
}
