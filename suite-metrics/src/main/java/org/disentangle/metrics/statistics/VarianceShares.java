package org.disentangle.metrics.statistics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.FDistribution;

/**
 * Where the scatter over seeds comes from, one stream at a time: the variance of a score when one named stream of random numbers varies
 * and all others are held, as a share of its variance when all vary.
 *
 * <p>Shares are of separate runs and need not sum to 1. What they leave ({@link #remainder}) is what streams do only together, and
 * chance; it may be negative. A stream's variance is that at the held values of the other streams, and may be another elsewhere. For repeats
 * within each value of a stream, take {@link RandomEffects}.
 *
 * @param total when all streams vary
 * @param streams in the order in which they were given
 */
public record VarianceShares(SampleVariance total, Map<String, Stream> streams) {

    /**
     * @param variance when it alone varies
     * @param interval of that variance, by chi-square; empty below three runs
     * @param share of the total, 0 and up; empty if the total is 0
     * @param shareInterval by F, two independent samples of normal values; empty below three runs of either
     */
    public record Stream(
            SampleVariance variance,
            Optional<Interval> interval,
            OptionalDouble share,
            Optional<Interval> shareInterval) {}

    public VarianceShares {
        streams = Collections.unmodifiableMap(new LinkedHashMap<>(streams));
    }

    /**
     * @param allVary scores of runs in which all streams vary, two at least
     * @param oneVaries by stream: scores of other runs, in which that stream alone varies, two at least each
     * @param level of the intervals, in (0, 1)
     * @throws IllegalArgumentException if there are too few scores or one is not finite
     */
    public static VarianceShares of(double[] allVary, Map<String, double[]> oneVaries, double level) {
        SampleVariance total = SampleVariance.of(allVary);
        Map<String, Stream> streams = new LinkedHashMap<>();
        oneVaries.forEach((name, scores) -> {
            SampleVariance variance = SampleVariance.of(scores);
            boolean shared = total.variance() > 0;
            double share = shared ? variance.variance() / total.variance() : 0;
            streams.put(
                    name,
                    new Stream(
                            variance,
                            variance.interval(level),
                            shared ? OptionalDouble.of(share) : OptionalDouble.empty(),
                            !shared || variance.tooFew() || total.tooFew()
                                    ? Optional.empty()
                                    : Optional.of(ratio(share, variance, total, level))));
        });
        return new VarianceShares(total, streams);
    }

    /** 1 less the sum of the shares; empty if the total is 0. */
    public OptionalDouble remainder() {
        return total.variance() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(1
                        - streams.values().stream()
                                .mapToDouble(stream -> stream.share().orElseThrow())
                                .sum());
    }

    private static Interval ratio(double share, SampleVariance one, SampleVariance all, double level) {
        FDistribution f = new FDistribution(null, one.degreesOfFreedom(), all.degreesOfFreedom(), 1e-13);
        double outside = (1 - level) / 2;
        return new Interval(
                level,
                share / f.inverseCumulativeProbability(1 - outside),
                share / f.inverseCumulativeProbability(outside));
    }
}
