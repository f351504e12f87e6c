package org.disentangle.runner.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.disentangle.metrics.statistics.Bootstrap;
import org.disentangle.metrics.statistics.Estimate;
import org.disentangle.metrics.statistics.Holm;
import org.disentangle.metrics.statistics.Interval;
import org.disentangle.metrics.statistics.PairedTest;
import org.disentangle.metrics.statistics.ProbabilityOfImprovement;
import org.disentangle.metrics.statistics.SeedStatistics;
import org.disentangle.runner.ranking.RankingStatistics.Pair;

/** All pairs of ranked lines: Student's paired t test on common seeds, corrected over all of them, and how often one beats the other. */
final class PairwiseTests {
    private static final double LEVEL = 0.95;

    private final RankedTable table;
    private final Bootstrap bootstrap;

    PairwiseTests(RankedTable table, Bootstrap bootstrap) {
        this.table = table;
        this.bootstrap = bootstrap;
    }

    /** @param differences on common seeds, first less second */
    private record Compared(int first, int second, double[] differences, PairedTest test) {}

    /** In the order of places, first by the better one. */
    List<Pair> pairs() {
        List<Compared> compared = new ArrayList<>();
        for (int first = 0; first < table.size(); first++) {
            for (int second = first + 1; second < table.size(); second++) {
                double[] differences = table.differences(first, second).differences();
                compared.add(new Compared(
                        first,
                        second,
                        differences,
                        PairedTest.studentT(differences, PairedTest.Alternative.TWO_SIDED)));
            }
        }
        // What cannot be tested was looked at all the same, so it counts.
        double[] corrected = Holm.adjusted(compared.stream()
                .mapToDouble(pair -> pair.test().pValue().orElse(1))
                .toArray());
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < corrected.length; i++) {
            pairs.add(pair(compared.get(i), corrected[i]));
        }
        return pairs;
    }

    private Pair pair(Compared compared, double corrected) {
        int first = compared.first();
        int second = compared.second();
        PairedTest test = compared.test();
        SeedStatistics differences = SeedStatistics.of(compared.differences());
        Optional<Interval> interval = test.pValue().isPresent() ? differences.interval(LEVEL) : Optional.empty();
        double improvement = ProbabilityOfImprovement.of(table.oriented(first), table.oriented(second));
        Optional<Interval> improvements = improvementInterval(first, second, improvement);
        return new Pair(
                table.place(first),
                table.place(second),
                differences.n(),
                differences.mean().orElseThrow(),
                interval.map(Interval::lower).orElse(null),
                interval.map(Interval::upper).orElse(null),
                test.pValue().isPresent() ? test.pValue().getAsDouble() : null,
                corrected,
                corrected <= RankingStatistics.SIGNIFICANCE,
                improvement,
                improvements.map(Interval::lower).orElse(null),
                improvements.map(Interval::upper).orElse(null));
    }

    private Optional<Interval> improvementInterval(int first, int second, double improvement) {
        boolean onOneSide = improvement == 0 || improvement == 1;
        if (onOneSide || second >= RankingStatistics.MOST_RESAMPLED) {
            return Optional.empty();
        }
        Estimate estimate = bootstrap.probabilityOfImprovement(table.scores(), table.key(first), table.key(second));
        return estimate.interval();
    }
}
