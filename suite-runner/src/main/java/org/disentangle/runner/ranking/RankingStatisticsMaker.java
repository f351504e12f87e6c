package org.disentangle.runner.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.disentangle.core.metric.Metric.Direction;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.statistics.Bootstrap;
import org.disentangle.metrics.statistics.FriedmanTest;
import org.disentangle.metrics.statistics.Interval;
import org.disentangle.metrics.statistics.NemenyiTest;
import org.disentangle.metrics.statistics.PerformanceProfile;
import org.disentangle.metrics.statistics.SeedStatistics;
import org.disentangle.runner.ranking.RankingStatistics.AverageRank;
import org.disentangle.runner.ranking.RankingStatistics.Friedman;
import org.disentangle.runner.ranking.RankingStatistics.Neighbours;
import org.disentangle.runner.ranking.RankingStatistics.Pair;
import org.disentangle.runner.ranking.RankingStatistics.Place;
import org.disentangle.runner.ranking.RankingStatistics.Profile;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link RankingStatistics} of seeds alone. Ranks come from corrected tests, not from {@link Bootstrap#ranks}: with three to ten seeds
 * resampling makes intervals too narrow, and of two intervals beside each other the narrower one would be quoted.
 */
public final class RankingStatisticsMaker {
    /** Enough for two digits of an interval's ends. */
    private static final int MOST_RESAMPLES = 2000;

    private static final int FEWEST_RESAMPLES = 500;

    /** A pair's resamples compare so many runs in all, so that boards of many seeds are made in seconds, too. */
    private static final int COMPARISONS = 5_000_000;

    private static final int THRESHOLDS = 33;

    private final List<Contender> contenders;
    private final RankedTable table;
    private final Bootstrap bootstrap;
    private final String dataset;
    private final String metric;
    private final List<String> factors;
    private final Direction direction;

    private RankingStatisticsMaker(
            String dataset, String metric, List<String> factors, Direction direction, List<Contender> contenders) {
        this.dataset = dataset;
        this.metric = metric;
        this.factors = factors;
        this.direction = direction;
        this.contenders = contenders;
        this.table = new RankedTable(dataset, metric, direction, contenders);
        int runs = Math.max(1, table.mostRuns());
        int resamples = Math.max(FEWEST_RESAMPLES, Math.min(MOST_RESAMPLES, COMPARISONS / (runs * runs)));
        // Of a fixed seed, so that the same records give the same bytes.
        this.bootstrap = new Bootstrap(new SeedStreams(0), resamples, 0.95, Bootstrap.Unit.RUNS_WITHIN_TASKS, 1);
    }

    /**
     * @param metric whose mean over the factors the contenders' values are
     * @param direction which values are better: not {@link Direction#NEITHER}
     * @param contenders by their means, best first, lines without a value last; no two with the same method and settings
     * @throws IllegalArgumentException if nothing is better
     */
    public static RankingStatistics make(
            String dataset, String metric, List<String> factors, Direction direction, List<Contender> contenders) {
        if (direction == Direction.NEITHER) {
            throw new IllegalArgumentException(metric + " describes, and cannot rank");
        }
        return new RankingStatisticsMaker(dataset, metric, factors, direction, contenders).make();
    }

    private static @Nullable Double mean(Contender contender) {
        SeedStatistics statistics = SeedStatistics.of(contender.values().values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
        return statistics.mean().isPresent() ? statistics.mean().getAsDouble() : null;
    }

    private RankingStatistics make() {
        String refusal = refusal();
        boolean tested = refusal.isEmpty();
        List<Pair> pairs = tested ? new PairwiseTests(table, bootstrap).pairs() : List.of();
        double[] thresholds = tested ? thresholds() : new double[0];
        return new RankingStatistics(
                dataset,
                metric,
                factors,
                direction,
                RankingStatistics.SIGNIFICANCE,
                table.commonSeeds(),
                refusal,
                IntStream.range(0, contenders.size())
                        .mapToObj(place -> place(place, refusal, pairs))
                        .toList(),
                pairs,
                tested ? friedman() : null,
                DoubleStream.of(thresholds).boxed().toList(),
                tested ? profiles(thresholds) : List.of(),
                tested ? neighbours(pairs) : List.of());
    }

    private String refusal() {
        int lines = table.size();
        int seeds = table.commonSeeds().size();
        if (lines < 2) {
            return (lines == 0 ? "No method is complete" : "Only one method is complete")
                    + ", so that there is nothing to compare.";
        }
        if (seeds < SeedStatistics.FEWEST_FOR_INTERVAL) {
            return "The complete methods have " + (seeds == 0 ? "no seed" : seeds == 1 ? "1 seed" : seeds + " seeds")
                    + " in common; ranks take " + SeedStatistics.FEWEST_FOR_INTERVAL + ".";
        }
        if (lines > RankingStatistics.MOST_TESTED) {
            return lines + " methods are too many to test each against each; ranks are given to at most "
                    + RankingStatistics.MOST_TESTED + ".";
        }
        return "";
    }

    private Place place(int place, String refusal, List<Pair> pairs) {
        Contender contender = contenders.get(place);
        int n = contender.values().size();
        String reason = contender.complete() ? refusal : incomplete(n, contender.planned());
        int better = 0;
        int worse = 0;
        for (Pair pair : pairs) {
            boolean about = pair.first() == place || pair.second() == place;
            if (about && pair.apart()) {
                boolean wins = RankingStatistics.winner(pair, direction) == place;
                worse += wins ? 1 : 0;
                better += wins ? 0 : 1;
            }
        }
        boolean ranked = reason.isEmpty();
        return new Place(
                contender.method(),
                contender.settings(),
                n,
                contender.planned(),
                mean(contender),
                ranked ? 1 + better : null,
                ranked ? table.size() - worse : null,
                reason);
    }

    private String incomplete(int n, int planned) {
        return "Incomplete: " + n + " of " + planned + (planned == 1 ? " seed has" : " seeds have") + " the " + metric
                + " that is ranked.";
    }

    /** Seeds are independent blocks, as tasks are. */
    private Friedman friedman() {
        FriedmanTest test = FriedmanTest.of(table.scores().methods(), table.blocks());
        NemenyiTest nemenyi = NemenyiTest.after(test, RankingStatistics.SIGNIFICANCE);
        List<AverageRank> ranks = new ArrayList<>();
        test.averageRanks().forEach((key, rank) -> ranks.add(new AverageRank(place(key), rank)));
        ranks.sort(Comparator.comparingDouble(AverageRank::averageRank));
        return new Friedman(
                test.chiSquare(),
                test.pValue(),
                nemenyi.criticalDifference(),
                ranks,
                nemenyi.groups().stream()
                        .map(group -> group.stream().map(this::place).sorted().toList())
                        .toList());
    }

    private int place(String key) {
        return table.place(table.indexOf(key));
    }

    /** Evenly from the least value to the greatest. */
    private double[] thresholds() {
        DoubleSummaryStatistics range = DoubleStream.of(table.values()).summaryStatistics();
        double step = (range.getMax() - range.getMin()) / (THRESHOLDS - 1);
        return IntStream.range(0, THRESHOLDS)
                .mapToDouble(i -> i == THRESHOLDS - 1 ? range.getMax() : range.getMin() + i * step)
                .toArray();
    }

    private List<Profile> profiles(double[] thresholds) {
        return IntStream.range(0, Math.min(table.size(), RankingStatistics.MOST_RESAMPLED))
                .mapToObj(index -> {
                    PerformanceProfile profile = bootstrap.profile(table.scores(), table.key(index), thresholds);
                    return new Profile(
                            table.place(index),
                            profile.shares(),
                            profile.bands().stream().map(Interval::lower).toList(),
                            profile.bands().stream().map(Interval::upper).toList());
                })
                .toList();
    }

    private List<Neighbours> neighbours(List<Pair> pairs) {
        SeedPlans plans = new SeedPlans(table, pairs.size());
        // Of k lines, the first is in k - 1 pairs, the second in k - 2 further ones, and so on; each line's first pair
        // is its neighbour.
        List<Neighbours> neighbours = new ArrayList<>();
        int next = 0;
        for (int second = 1; second < table.size(); second++) {
            neighbours.add(plans.plan(second - 1, second, pairs.get(next)));
            next += table.size() - second;
        }
        return neighbours;
    }
}
