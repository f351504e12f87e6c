package org.disentangle.metrics.statistics;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A number over runs with its bootstrap interval, as far as there is either.
 *
 * @param value of the runs as they are
 * @param interval by percentiles of resampled runs
 * @param reason why there is no value, or no interval
 */
public record Estimate(OptionalDouble value, Optional<Interval> interval, Optional<String> reason) {

    static Estimate of(double value, Interval interval) {
        return new Estimate(OptionalDouble.of(value), Optional.of(interval), Optional.empty());
    }

    static Estimate withoutInterval(double value, String reason) {
        return new Estimate(OptionalDouble.of(value), Optional.empty(), Optional.of(reason));
    }

    static Estimate absent(String reason) {
        return new Estimate(OptionalDouble.empty(), Optional.empty(), Optional.of(reason));
    }
}
