package org.disentangle.metrics.statistics;

import java.util.Optional;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A sample variance and the intervals of normal theory for it. They suppose normal values far more than an interval of a mean does, and
 * more values do not heal that.
 *
 * @param variance divisor {@code degreesOfFreedom}, in squared units of the values
 * @param degreesOfFreedom at least 1
 */
public record SampleVariance(double variance, int degreesOfFreedom) {

    /** @throws IllegalArgumentException if the variance is negative or not finite, or there is no degree of freedom */
    public SampleVariance {
        if (!(variance >= 0 && variance < Double.POSITIVE_INFINITY) || degreesOfFreedom < 1) {
            throw new IllegalArgumentException(
                    "A variance of " + variance + " with " + degreesOfFreedom + " degrees of freedom is none");
        }
    }

    /**
     * @param values two at least
     * @throws IllegalArgumentException if there are fewer or one is not finite
     */
    public static SampleVariance of(double... values) {
        double[] sorted = Finite.sorted("Variances", values);
        if (sorted.length < 2) {
            throw new IllegalArgumentException("A variance needs two values, not " + sorted.length);
        }
        return new SampleVariance(StatUtils.variance(sorted), sorted.length - 1);
    }

    /**
     * From {@code df s^2 / chi^2(1 - outside)} to {@code df s^2 / chi^2(outside)}, as much outside on either side.
     *
     * @return empty below two degrees of freedom (three values)
     */
    public Optional<Interval> interval(double level) {
        Interval.requireLevel(level);
        if (tooFew()) {
            return Optional.empty();
        }
        double outside = (1 - level) / 2;
        ChiSquaredDistribution chiSquare = new ChiSquaredDistribution(null, degreesOfFreedom, 1e-13);
        double sum = degreesOfFreedom * variance;
        return Optional.of(new Interval(
                level,
                sum / chiSquare.inverseCumulativeProbability(1 - outside),
                sum / chiSquare.inverseCumulativeProbability(outside)));
    }

    boolean tooFew() {
        return degreesOfFreedom < SeedStatistics.FEWEST_FOR_INTERVAL - 1;
    }
}
