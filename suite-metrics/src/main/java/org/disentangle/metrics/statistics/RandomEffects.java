package org.disentangle.metrics.statistics;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.FDistribution;

/**
 * A one-factor random-effects split: scores of a groups (values of one stream, such as initialisations), several runs in each (repeats
 * that differ in everything else, or in nothing but the hardware), {@code score = mean + group effect + repeat effect}. The estimates are those of the
 * analysis of variance (Searle, Casella and McCulloch 1992, sections 3.6 and 3.5).
 *
 * @param groups a, at least 2
 * @param runs N, over all groups, more than a
 * @param betweenMeanSquare a - 1 degrees of freedom
 * @param within the repeats' variance: mean square within groups, N - a degrees of freedom; its interval is {@link SampleVariance#interval}
 * @param between the groups' variance: {@code (betweenMeanSquare - within) / n0}, {@code n0 = (N - sum n_i^2 / N) / (a - 1)}, which is the
 *     number of runs per group if that is the same; 0 where the difference is negative, i.e. groups differ less than repeats let them
 * @param share {@code between / (between + within)}, the intraclass correlation, in 0..1; empty if both are 0
 * @param shareInterval by F, exact for normal effects (Searle et al., table 3.3), cut off at 0 and 1; empty if groups differ in size, below three
 *     groups, or if nothing varies within them
 */
public record RandomEffects(
        int groups,
        int runs,
        double betweenMeanSquare,
        SampleVariance within,
        double between,
        OptionalDouble share,
        Optional<Interval> shareInterval) {

    /**
     * @param scores groups x runs; groups may differ in size, none is empty
     * @param level of the share's interval, in (0, 1)
     * @throws IllegalArgumentException below two groups, without any repeat, if a group is empty, or if a score is not finite
     */
    public static RandomEffects of(double[][] scores, double level) {
        Interval.requireLevel(level);
        int a = scores.length;
        int total = 0;
        double squaredSizes = 0;
        double grandSum = 0;
        double[] means = new double[a];
        double squaresWithin = 0;
        boolean balanced = true;
        for (int group = 0; group < a; group++) {
            double[] sorted = Finite.sorted("Random effects", scores[group]);
            int n = sorted.length;
            if (n == 0) {
                throw new IllegalArgumentException("Group " + group + " has no run");
            }
            SeedStatistics statistics = SeedStatistics.of(sorted);
            means[group] = statistics.mean().orElseThrow();
            squaresWithin += n * statistics.populationVariance().orElse(0);
            grandSum += n * means[group];
            total += n;
            squaredSizes += (double) n * n;
            balanced &= n == scores[0].length;
        }
        if (a < 2 || total <= a) {
            throw new IllegalArgumentException(
                    "Two groups and a repeat are needed at least, not " + a + " groups with " + total + " runs in all");
        }
        double squaresBetween = 0;
        for (int group = 0; group < a; group++) {
            double distance = means[group] - grandSum / total;
            squaresBetween += scores[group].length * distance * distance;
        }
        double meanSquare = squaresBetween / (a - 1);
        SampleVariance within = new SampleVariance(squaresWithin / (total - a), total - a);
        double size = (total - squaredSizes / total) / (a - 1);
        double between = Math.max(0, (meanSquare - within.variance()) / size);
        double sum = between + within.variance();
        boolean interval = balanced && a >= SeedStatistics.FEWEST_FOR_INTERVAL && within.variance() > 0;
        return new RandomEffects(
                a,
                total,
                meanSquare,
                within,
                between,
                sum == 0 ? OptionalDouble.empty() : OptionalDouble.of(between / sum),
                interval
                        ? Optional.of(shareInterval(meanSquare / within.variance(), a, total, level))
                        : Optional.empty());
    }

    private static Interval shareInterval(double ratio, int a, int total, double level) {
        FDistribution f = new FDistribution(null, a - 1, total - a, 1e-13);
        double outside = (1 - level) / 2;
        return new Interval(
                level,
                share(ratio / f.inverseCumulativeProbability(1 - outside), total / a),
                share(ratio / f.inverseCumulativeProbability(outside), total / a));
    }

    private static double share(double ratio, int size) {
        return Math.max(0, (ratio - 1) / (ratio + size - 1));
    }
}
