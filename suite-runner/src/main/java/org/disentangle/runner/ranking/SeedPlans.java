package org.disentangle.runner.ranking;

import java.util.OptionalDouble;
import org.disentangle.metrics.statistics.SeedStatistics;
import org.disentangle.metrics.statistics.SeedsNeeded;
import org.disentangle.runner.ranking.RankingStatistics.Neighbours;
import org.disentangle.runner.ranking.RankingStatistics.Pair;

/**
 * How many seeds it would take to tell neighbours apart. Planned at the strictest level that Holm's correction can ask for, the significance by
 * the number of pairs: planned at the bare significance, seeds would be run that cannot change a rank.
 */
final class SeedPlans {
    private final RankedTable table;
    private final double significance;

    /** @param tests that are corrected together, at least 1 */
    SeedPlans(RankedTable table, int tests) {
        this.table = table;
        this.significance = RankingStatistics.SIGNIFICANCE / tests;
    }

    Neighbours plan(int first, int second, Pair pair) {
        if (pair.apart()) {
            return new Neighbours(pair.first(), pair.second(), true, pair.n(), 0, "");
        }
        double[] differences = table.differences(first, second).differences();
        OptionalDouble effect = effect(differences);
        if (effect.isEmpty() || pair.p() == null) {
            return without(pair, "All differences are equal, so that nothing says how they scatter.");
        }
        int most = RankingStatistics.MOST_SEEDS;
        // Asked first: to find a huge number takes long, and nobody runs so many.
        if (SeedsNeeded.power(effect.getAsDouble(), most, significance) < RankingStatistics.POWER) {
            return without(pair, "More than " + most + " seeds.");
        }
        SeedsNeeded needed = SeedsNeeded.of(differences, significance, RankingStatistics.POWER);
        return needed.pairs().isEmpty()
                ? without(pair, needed.reason().orElse(""))
                : new Neighbours(
                        pair.first(),
                        pair.second(),
                        false,
                        needed.pairs().getAsInt(),
                        needed.more().orElseThrow(),
                        "");
    }

    private static OptionalDouble effect(double[] differences) {
        SeedStatistics statistics = SeedStatistics.of(differences);
        double deviation = statistics.standardDeviation().orElse(0);
        return deviation > 0 ? OptionalDouble.of(statistics.mean().orElseThrow() / deviation) : OptionalDouble.empty();
    }

    private static Neighbours without(Pair pair, String reason) {
        return new Neighbours(pair.first(), pair.second(), false, null, null, reason);
    }
}
