package org.disentangle.metrics.statistics;

import java.util.Arrays;
import java.util.List;
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
 * @param interquartileMean the mean of the middle half (IQM), present from n = 1. Of n sorted values the {@code floor(n / 4)} lowest
 *     and as many of the highest are left out; where n is no multiple of 4 the fraction that is over stays in, with full weight, as in
 *     {@code scipy.stats.trim_mean(x, 0.25)}, which rliable (Agarwal et al. 2021) uses. Below four seeds it is the mean.
 * @param sorted the values, ascending
 */
public record SeedStatistics(
        int n,
        OptionalDouble mean,
        OptionalDouble standardDeviation,
        OptionalDouble populationVariance,
        OptionalDouble minimum,
        OptionalDouble maximum,
        OptionalDouble interquartileMean,
        List<Double> sorted) {

    /** Below this many seeds an interval is refused. */
    public static final int FEWEST_FOR_INTERVAL = 3;

    private static final double QUARTER = 0.25;

    public SeedStatistics {
        sorted = List.copyOf(sorted);
    }

    /** @throws IllegalArgumentException if a value is not finite: a diverged trial has no value, and is counted instead */
    public static SeedStatistics of(double... values) {
        double[] sorted = Finite.sorted("Statistics over seeds", values);
        int n = sorted.length;
        return new SeedStatistics(
                n,
                n < 1 ? OptionalDouble.empty() : OptionalDouble.of(StatUtils.mean(sorted)),
                n < 2 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(StatUtils.variance(sorted))),
                n < 2 ? OptionalDouble.empty() : OptionalDouble.of(StatUtils.populationVariance(sorted)),
                n < 1 ? OptionalDouble.empty() : OptionalDouble.of(sorted[0]),
                n < 1 ? OptionalDouble.empty() : OptionalDouble.of(sorted[n - 1]),
                n < 1 ? OptionalDouble.empty() : OptionalDouble.of(Finite.trimmedMean(sorted, QUARTER)),
                Arrays.stream(sorted).boxed().toList());
    }

    /**
     * The value below which a share of the values lies, interpolated linearly between the two neighbours of position
     * {@code (n - 1) p}: definition 7 of Hyndman and Fan (1996), NumPy's and R's default. It describes the seeds that ran; of few seeds it
     * says little about others.
     *
     * @param p in 0..1; 0.5 is the median
     * @return in the unit of the values; empty if there are none
     */
    public OptionalDouble quantile(double p) {
        double[] values = sorted.stream().mapToDouble(Double::doubleValue).toArray();
        return n < 1 ? OptionalDouble.empty() : OptionalDouble.of(Quantiles.linear(values, p));
    }

    public OptionalDouble median() {
        return quantile(0.5);
    }

    /**
     * Student's t interval for the mean over all seeds that could have been drawn (t with n - 1 degrees of freedom). It supposes that values scatter about their
     * mean normally, which accuracies near 0, 1 or a collapse do not; with few seeds it is wide, and rightly so.
     *
     * @param level in (0, 1)
     * @return empty below {@value #FEWEST_FOR_INTERVAL} seeds
     */
    public Optional<Interval> interval(double level) {
        Interval.requireLevel(level);
        if (n < FEWEST_FOR_INTERVAL) {
            return Optional.empty();
        }
        double quantile = new TDistribution(null, n - 1, 1e-13).inverseCumulativeProbability((1 + level) / 2);
        double half = quantile * standardDeviation.orElseThrow() / Math.sqrt(n);
        return Optional.of(new Interval(level, mean.orElseThrow() - half, mean.orElseThrow() + half));
    }
}
