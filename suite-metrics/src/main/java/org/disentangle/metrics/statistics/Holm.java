package org.disentangle.metrics.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction (1979) for many comparisons. Rejecting where an adjusted value is at most alpha keeps the chance of even one false
 * rejection among all of them at alpha, whatever their dependence. It is never weaker than Bonferroni's.
 */
public final class Holm {
    private Holm() {}

    /**
     * @param pValues in 0..1, of all comparisons that were looked at, not of the interesting ones
     * @return in the same order: the i-th smallest of m times {@code m - i + 1}, not less than the ones before it, at most 1
     * @throws IllegalArgumentException if one is not in 0..1
     */
    public static double[] adjusted(double... pValues) {
        for (double p : pValues) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("A p-value lies in 0 to 1, not at " + p);
            }
        }
        int[] order = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[pValues.length];
        double largest = 0;
        for (int i = 0; i < order.length; i++) {
            largest = Math.max(largest, Math.min(1, (pValues.length - i) * pValues[order[i]]));
            adjusted[order[i]] = largest;
        }
        return adjusted;
    }
}
