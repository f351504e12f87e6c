package org.disentangle.metrics.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Ranks from 1 for the smallest; equal values share the mean of the ranks that they take up.
 *
 * @param ranks in the order of the values
 * @param tieSum the sum of t^3 - t over all groups of t equal values, which corrections for ties are made of
 */
record Ranks(double[] ranks, double tieSum) {

    /** @param tolerance neighbours no further apart than this are equal */
    static Ranks ascending(double[] values, double tolerance) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        double tieSum = 0;
        for (int start = 0; start < order.length; ) {
            int end = start + 1;
            while (end < order.length && values[order[end]] - values[order[end - 1]] <= tolerance) {
                end++;
            }
            for (int i = start; i < end; i++) {
                ranks[order[i]] = (start + 1 + end) / 2.0;
            }
            double tied = end - start;
            tieSum += tied * tied * tied - tied;
            start = end;
        }
        return new Ranks(ranks, tieSum);
    }

    /** Rank 1 for the largest. */
    static Ranks descending(double[] values, double tolerance) {
        double[] negated = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            negated[i] = -values[i];
        }
        return ascending(negated, tolerance);
    }
}
