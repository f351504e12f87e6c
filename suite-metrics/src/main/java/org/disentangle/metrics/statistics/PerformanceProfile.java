package org.disentangle.metrics.statistics;

import java.util.List;
import java.util.Optional;

/**
 * The share of a method's runs that are better than each threshold, averaged over tasks: rliable's score distribution (Agarwal et al.
 * 2021, section 4.2, equation 1). "Better" is strictly higher, or strictly lower where lower is better.
 *
 * @param thresholds ascending, in the unit of the scores
 * @param shares in 0..1, one per threshold; empty if the method has no score on some task
 * @param bands one per threshold, pointwise: each holds its share as often as the level says, not all at once; empty if there are none
 * @param reason why there are no shares or no bands
 */
public record PerformanceProfile(
        List<Double> thresholds, List<Double> shares, List<Interval> bands, Optional<String> reason) {

    public PerformanceProfile {
        thresholds = List.copyOf(thresholds);
        shares = List.copyOf(shares);
        bands = List.copyOf(bands);
    }

    /**
     * @param scores tasks x runs, higher is better
     * @param thresholds any order
     * @param shares receives one share per threshold
     */
    static void shares(double[][] scores, double[] thresholds, double[] shares) {
        for (int i = 0; i < thresholds.length; i++) {
            double sum = 0;
            for (double[] task : scores) {
                int above = 0;
                for (double score : task) {
                    above += score > thresholds[i] ? 1 : 0;
                }
                sum += (double) above / task.length;
            }
            shares[i] = sum / scores.length;
        }
    }
}
