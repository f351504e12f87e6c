package org.disentangle.runner.compare;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.disentangle.metrics.statistics.Interval;
import org.disentangle.metrics.statistics.PairedTest;
import org.disentangle.metrics.statistics.SeedStatistics;
import org.disentangle.runner.board.SeededBoard;
import org.jspecify.annotations.Nullable;

/**
 * A score in two places, paired by seed.
 *
 * @param seeds that both have, ascending
 * @param first mean over these seeds; null if there are none
 * @param second likewise
 * @param difference second less first; null if there are no common seeds
 * @param interval of the mean difference, 95 %, by Student's t; empty below three seeds, or where all differences are equal
 * @param pValue of Student's paired t test, two-sided; empty where there is none
 * @param reason why there is no p-value, empty if there is one
 */
public record PairedDifference(
        List<Long> seeds,
        @Nullable Double first,
        @Nullable Double second,
        @Nullable Double difference,
        Optional<Interval> interval,
        OptionalDouble pValue,
        String reason) {
    public PairedDifference {
        seeds = List.copyOf(seeds);
    }

    /** @param one by seed, as is the other */
    public static PairedDifference of(Map<Long, Double> one, Map<Long, Double> other) {
        TreeSet<Long> common = new TreeSet<>(one.keySet());
        common.retainAll(other.keySet());
        List<Long> seeds = List.copyOf(common);
        double[] before = values(seeds, one);
        double[] after = values(seeds, other);
        double[] differences = IntStream.range(0, before.length)
                .mapToDouble(i -> after[i] - before[i])
                .toArray();
        Optional<PairedTest> test = seeds.size() < SeedStatistics.FEWEST_FOR_INTERVAL
                ? Optional.empty()
                : Optional.of(PairedTest.studentT(differences, PairedTest.Alternative.TWO_SIDED));
        OptionalDouble pValue = test.map(PairedTest::pValue).orElse(OptionalDouble.empty());
        return new PairedDifference(
                seeds,
                mean(before),
                mean(after),
                mean(differences),
                pValue.isPresent() ? SeedStatistics.of(differences).interval(SeededBoard.LEVEL) : Optional.empty(),
                pValue,
                pValue.isPresent() ? "" : test.flatMap(PairedTest::reason).orElse(tooFew(seeds.size())));
    }

    private static String tooFew(int seeds) {
        return seeds == 0
                ? "no seed is done in both"
                : "fewer than " + SeedStatistics.FEWEST_FOR_INTERVAL + " common seeds";
    }

    private static double[] values(List<Long> seeds, Map<Long, Double> bySeed) {
        return seeds.stream()
                .mapToDouble(seed -> Objects.requireNonNull(bySeed.get(seed)))
                .toArray();
    }

    private static @Nullable Double mean(double[] values) {
        OptionalDouble mean = SeedStatistics.of(values).mean();
        return mean.isPresent() ? mean.getAsDouble() : null;
    }
}
