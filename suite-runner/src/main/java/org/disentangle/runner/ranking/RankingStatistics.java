package org.disentangle.runner.ranking;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.metric.Metric.Direction;
import org.jspecify.annotations.Nullable;

/**
 * What the seeds say about the order of the lines of one data set. The number ranked is, per seed, the mean over factors of one metric of a
 * line's whole code; numbers are fractions, not percent.
 *
 * @param metric whose mean over the factors is ranked, such as {@code gap}
 * @param direction which numbers are better
 * @param significance level of all tests, two-sided
 * @param seeds that all ranked lines have, ascending
 * @param reason why no line has a rank and nothing was tested; empty if something was
 * @param places of all lines, in the order in which they are shown: by their means, best first
 * @param pairs of lines that have a rank, the better place first, p-values corrected by Holm's method over all of them
 * @param friedman null if nothing was tested
 * @param thresholds of the profiles, ascending; empty if nothing was tested
 * @param profiles of the best lines that have a rank, at most {@link #MOST_RESAMPLED}
 * @param neighbours each line that has a rank and the next one: what it would take to tell them apart
 */
public record RankingStatistics(
        String dataset,
        String metric,
        List<String> factors,
        Direction direction,
        double significance,
        List<Long> seeds,
        String reason,
        List<Place> places,
        List<Pair> pairs,
        @Nullable Friedman friedman,
        List<Double> thresholds,
        List<Profile> profiles,
        List<Neighbours> neighbours) {

    /** Of all tests, over all pairs together. */
    public static final double SIGNIFICANCE = 0.05;
    /** More lines are not tested: their pairs are so many that few seeds could tell none apart. */
    public static final int MOST_TESTED = 100;
    /** Intervals and profiles by resampling are made of so many lines, the best ones. */
    public static final int MOST_RESAMPLED = 20;
    /** The chance with which planned seeds are to separate neighbours. */
    public static final double POWER = 0.8;
    /** More seeds than these are not planned. */
    public static final int MOST_SEEDS = 1000;

    public RankingStatistics {
        factors = List.copyOf(factors);
        seeds = List.copyOf(seeds);
        places = List.copyOf(places);
        pairs = List.copyOf(pairs);
        thresholds = List.copyOf(thresholds);
        profiles = List.copyOf(profiles);
        neighbours = List.copyOf(neighbours);
    }

    /** The position of the line of a pair whose mean is better. */
    public int winner(Pair pair) {
        return winner(pair, direction);
    }

    static int winner(Pair pair, Direction direction) {
        return pair.difference() > 0 == (direction == Direction.HIGHER_IS_BETTER) ? pair.first() : pair.second();
    }

    /**
     * A line's place.
     *
     * @param n seeds that have the number
     * @param planned seeds that should have it
     * @param mean over the n seeds; null if n is 0
     * @param rank 1 + the lines that are significantly better; null without one
     * @param worst rank that the tests leave open: the ranked lines less those that are significantly worse; the best one is {@code rank}
     * @param reason why the line has no rank; empty if it has one
     */
    public record Place(
            String method,
            Map<String, @Nullable Object> settings,
            int n,
            int planned,
            @Nullable Double mean,
            @Nullable Integer rank,
            @Nullable Integer worst,
            String reason) {
        public Place {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        }
    }

    /**
     * Two lines that have a rank, on the seeds that both have.
     *
     * @param first its position in {@code places}, from 0
     * @param second likewise, after the first
     * @param n common seeds
     * @param difference mean of first less second
     * @param lower end of its 95 % interval (Student's t), uncorrected; null without one
     * @param upper likewise
     * @param p of Student's paired t test, two-sided; null where all differences are equal
     * @param corrected by Holm's method over all pairs; a pair without a p-value counts as 1
     * @param apart whether the corrected p-value is at most the significance
     * @param improvement probability that a run of the first is better than one of the second, 0 to 1, ties half
     * @param improvementLower end of its 95 % bootstrap interval; null for lines that are not resampled, and where all runs lie on one side:
     *     however few they are, resampling them cannot show another order
     * @param improvementUpper likewise
     */
    public record Pair(
            int first,
            int second,
            int n,
            double difference,
            @Nullable Double lower,
            @Nullable Double upper,
            @Nullable Double p,
            double corrected,
            boolean apart,
            double improvement,
            @Nullable Double improvementLower,
            @Nullable Double improvementUpper) {}

    /**
     * Friedman's test with the seeds that all ranked lines have as blocks, and Nemenyi's after it.
     *
     * @param pValue by chi-square with one degree of freedom less than lines: rough below ten seeds, and then rather too large
     * @param averageRanks by position in {@code places}, in the order of the ranks
     * @param groups positions of lines of which no two differ by the critical difference
     */
    public record Friedman(
            double chiSquare,
            double pValue,
            double criticalDifference,
            List<AverageRank> averageRanks,
            List<List<Integer>> groups) {
        public Friedman {
            averageRanks = List.copyOf(averageRanks);
            groups = groups.stream().map(List::copyOf).toList();
        }
    }

    /** @param averageRank over seeds, 1 is best */
    public record AverageRank(int place, double averageRank) {}

    /**
     * The share of a line's runs that are better than each threshold.
     *
     * @param place position in {@code places}
     * @param lower ends of pointwise 95 % bootstrap bands; with few seeds they are too narrow
     */
    public record Profile(int place, List<Double> shares, List<Double> lower, List<Double> upper) {
        public Profile {
            shares = List.copyOf(shares);
            lower = List.copyOf(lower);
            upper = List.copyOf(upper);
        }
    }

    /**
     * Two lines that follow each other in the order of means.
     *
     * @param first position in {@code places}
     * @param second likewise
     * @param apart whether they are told apart already
     * @param pairs seeds that would tell them apart with {@link #POWER} at the strictest level that Holm's correction may ask for; null
     *     where no such number is known
     * @param more how many of them are still to be run
     * @param reason why there is no number; empty if there is one
     */
    public record Neighbours(
            int first,
            int second,
            boolean apart,
            @Nullable Integer pairs,
            @Nullable Integer more,
            String reason) {}
}
