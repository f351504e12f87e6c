package org.disentangle.metrics.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * One number per seed, summarised. What the number of seeds does not carry is absent instead of 0: no mean of nothing, no
 * deviation of one seed, no interval of two.
 *
 * <p>Values are sorted before they are added up, so the order in which seeds ended leaves no trace.
 *
 * @param n seeds behind it; seeds that failed or diverged are the caller's to count
 * @param mean present from n = 1
 * @param standardDeviation of the sample (divisor n - 1), present from n = 2
 * @param populationVariance divisor n, present from n = 2; Burns et al. (2021) print this one, in squared percentage points
 * @param minimum present from n = 1
 * @param maximum present from n = 1
 */
public record SeedStatistics(
        int n,
        OptionalDouble mean,
        OptionalDouble standardDeviation,
        OptionalDouble populationVariance,
        OptionalDouble minimum,
        OptionalDouble maximum) {

    /** Below this many seeds an interval is refused. */
    public static final int FEWEST_FOR_INTERVAL = 3;

    /**
     * @param level such as 0.95
     * @param lower and {@code upper} ends, in the unit of the values
     */
    public record Interval(double level, double lower, double upper) {}

    /** @throws IllegalArgumentException if a value is not finite: a diverged trial has no value, and is counted instead */
    public static SeedStatistics of(double... values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("Statistics over seeds need finite values, not " + value);
            }
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return new SeedStatistics(
                n,
                n < 1 ? OptionalDouble.empty() : OptionalDouble.of(StatUtils.mean(sorted)),
                n < 2 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(StatUtils.variance(sorted))),
                n < 2 ? OptionalDouble.empty() : OptionalDouble.of(StatUtils.populationVariance(sorted)),
                n < 1 ? OptionalDouble.empty() : OptionalDouble.of(sorted[0]),
                n < 1 ? OptionalDouble.empty() : OptionalDouble.of(sorted[n - 1]));
    }

    /**
     * Student's t interval for the mean over all seeds that could have been drawn. It supposes that values scatter about their
     * mean normally, which accuracies near 0, 1 or a collapse do not; with few seeds it is wide, and rightly so.
     *
     * @param level in (0, 1)
     * @return empty below {@value #FEWEST_FOR_INTERVAL} seeds
     */
    public Optional<Interval> interval(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("An interval's level lies between 0 and 1, not at " + level);
        }
        if (n < FEWEST_FOR_INTERVAL) {
            return Optional.empty();
        }
        double quantile = new TDistribution(null, n - 1).inverseCumulativeProbability((1 + level) / 2);
        double half = quantile * standardDeviation.orElseThrow() / Math.sqrt(n);
        return Optional.of(new Interval(level, mean.orElseThrow() - half, mean.orElseThrow() + half));
    }
}
