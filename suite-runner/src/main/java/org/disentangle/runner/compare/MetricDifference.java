package org.disentangle.runner.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.disentangle.metrics.statistics.Holm;
import org.disentangle.metrics.statistics.Interval;
import org.disentangle.metrics.statistics.PairedTest;
import org.disentangle.metrics.statistics.SeedStatistics;
import org.disentangle.runner.board.SeededBoard;
import org.disentangle.runner.compare.BoardCells.Key;

/**
 * What two boards say of one metric over all of their common trials together: of each trial, the mean difference over the blocks and factors
 * that it has on both. Few seeds of one line cannot show a shift of a point; all lines together may.
 *
 * @param trials behind it
 * @param equal how many of them are equal to the bit
 * @param difference second less first, the mean over trials
 * @param interval of the mean difference, 95 %, by Student's t; empty below three trials, or where all differences are equal
 * @param pValue of Student's t test, two-sided; empty where there is none
 * @param corrected by Holm's method over the metrics of the comparison
 */
public record MetricDifference(
        String metric,
        int trials,
        int equal,
        double difference,
        Optional<Interval> interval,
        OptionalDouble pValue,
        OptionalDouble corrected) {

    private record Trial(String line, long seed) {}

    /** In the order in which the first board names the metrics. */
    static List<MetricDifference> of(BoardCells first, BoardCells second) {
        Map<String, Map<Trial, List<Double>>> metrics = new LinkedHashMap<>();
        for (Map.Entry<Key, Map<Long, Double>> cell : first.scores().entrySet()) {
            Key key = cell.getKey();
            Map<Long, Double> there = second.scores().getOrDefault(key, Map.of());
            cell.getValue().forEach((seed, score) -> {
                Double other = there.get(seed);
                if (other != null) {
                    metrics.computeIfAbsent(key.metric(), metric -> new LinkedHashMap<>())
                            .computeIfAbsent(new Trial(key.line(), seed), trial -> new ArrayList<>())
                            .add(other - score);
                }
            });
        }
        return corrected(metrics.entrySet().stream()
                .map(metric -> of(metric.getKey(), metric.getValue().values()))
                .toList());
    }

    private static MetricDifference of(String metric, Collection<List<Double>> trials) {
        double[] means = trials.stream()
                .mapToDouble(trial -> SeedStatistics.of(
                                trial.stream().mapToDouble(Double::doubleValue).toArray())
                        .mean()
                        .orElseThrow())
                .toArray();
        SeedStatistics statistics = SeedStatistics.of(means);
        OptionalDouble pValue = means.length < SeedStatistics.FEWEST_FOR_INTERVAL
                ? OptionalDouble.empty()
                : PairedTest.studentT(means, PairedTest.Alternative.TWO_SIDED).pValue();
        return new MetricDifference(
                metric,
                means.length,
                (int) trials.stream()
                        .filter(trial -> trial.stream().allMatch(difference -> difference == 0))
                        .count(),
                statistics.mean().orElseThrow(),
                pValue.isPresent() ? statistics.interval(SeededBoard.LEVEL) : Optional.empty(),
                pValue,
                OptionalDouble.empty());
    }

    private static List<MetricDifference> corrected(List<MetricDifference> all) {
        double[] adjusted = Holm.adjusted(
                all.stream().flatMapToDouble(metric -> metric.pValue().stream()).toArray());
        List<MetricDifference> corrected = new ArrayList<>();
        int next = 0;
        for (MetricDifference metric : all) {
            corrected.add(
                    metric.pValue().isEmpty()
                            ? metric
                            : new MetricDifference(
                                    metric.metric,
                                    metric.trials,
                                    metric.equal,
                                    metric.difference,
                                    metric.interval,
                                    metric.pValue,
                                    OptionalDouble.of(adjusted[next++])));
        }
        return corrected;
    }
}
