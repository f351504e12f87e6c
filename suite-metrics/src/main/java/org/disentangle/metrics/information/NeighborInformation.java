package org.disentangle.metrics.information;

import java.util.Arrays;

/**
 * Mutual information, in nats, between a number and a class by distances to nearest neighbours (Ross 2014), as scikit-learn's {@code
 * mutual_info_classif} computes it: {@code psi(n) + mean psi(k) - mean psi(n_class) - mean psi(m)}, where m counts the rows (the row
 * itself among them) closer than the k-th neighbour of the same class, and not below 0. Rows whose class has no other are left out, and in
 * classes of up to k rows all others are neighbours.
 *
 * <p>In one dimension neighbours lie side by side in sorted order, so it takes O(n log n).
 */
final class NeighborInformation {
    private static final double EULER = 0.57721566490153286061;

    private NeighborInformation() {}

    /**
     * @param values {@code [rows]}, without ties where the estimate is to mean something
     * @param classes of each row, from 0
     * @param neighbors k, at least 1
     */
    static double of(double[] values, int[] classes, int neighbors) {
        int[] starts = new int[Arrays.stream(classes).max().orElse(0) + 2];
        for (int value : classes) {
            starts[value + 1]++;
        }
        for (int value = 0; value + 1 < starts.length; value++) {
            int count = starts[value + 1];
            starts[value + 1] = starts[value] + (count > 1 ? count : 0);
        }
        int n = starts[starts.length - 1];
        if (n == 0) {
            return 0;
        }
        int[] next = starts.clone();
        double[] grouped = new double[n];
        for (int row = 0; row < values.length; row++) {
            int value = classes[row];
            if (next[value] < starts[value + 1]) {
                grouped[next[value]++] = values[row];
            }
        }
        double[] sorted = grouped.clone();
        Arrays.sort(sorted);
        double[] digamma = digamma(n);
        double sum = 0;
        for (int value = 0; value + 1 < starts.length; value++) {
            int from = starts[value];
            int to = starts[value + 1];
            Arrays.sort(grouped, from, to);
            int k = Math.min(neighbors, to - from - 1);
            for (int i = from; i < to; i++) {
                double radius = Math.nextDown(distance(grouped, from, to, i, k));
                sum += digamma[k] - digamma[to - from] - digamma[within(sorted, grouped[i], radius)];
            }
        }
        return Math.max(0, digamma[n] + sum / n);
    }

    /** From a value to its k-th nearest other between {@code from} and {@code to}. */
    private static double distance(double[] sorted, int from, int to, int at, int k) {
        double least = Double.POSITIVE_INFINITY;
        for (int first = Math.max(from, at - k); first <= at && first + k < to; first++) {
            least = Math.min(least, Math.max(sorted[at] - sorted[first], sorted[first + k] - sorted[at]));
        }
        return least;
    }

    /** How many are no farther than the radius; at least 1, the value itself. */
    private static int within(double[] sorted, double value, double radius) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (value - sorted[middle] > radius) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int first = low;
        high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] - value <= radius) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.max(1, low - first);
    }

    /** The digamma function of 1 to n; entry 0 is not used. */
    private static double[] digamma(int n) {
        double[] digamma = new double[n + 1];
        digamma[1] = -EULER;
        for (int i = 2; i <= n; i++) {
            digamma[i] = digamma[i - 1] + 1.0 / (i - 1);
        }
        return digamma;
    }
}
