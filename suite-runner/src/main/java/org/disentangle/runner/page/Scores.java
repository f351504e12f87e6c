package org.disentangle.runner.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.disentangle.metrics.statistics.Interval;
import org.disentangle.metrics.statistics.SeedStatistics;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.Board.Row;
import org.disentangle.runner.board.Figures;
import org.disentangle.runner.board.SeededBoard;
import org.jspecify.annotations.Nullable;

/** The rows of a board with their seeds, intervals and anchors. */
final class Scores {
    private final Map<LineKey, List<Row>> byLine = new HashMap<>();
    private final Map<Row, Integer> numbers = new IdentityHashMap<>();
    private final Map<MetricKey, Drawings.Scale> scales = new HashMap<>();
    private final SeededBoard seeded;

    private record LineKey(String dataset, String method, Map<String, @Nullable Object> settings) {}

    private record MetricKey(String dataset, String metric) {}

    Scores(SeededBoard seeded) {
        this.seeded = seeded;
        Map<MetricKey, double[]> ends = new HashMap<>();
        List<Row> rows = seeded.board().rows();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            numbers.put(row, i);
            byLine.computeIfAbsent(new LineKey(row.dataset(), row.method(), row.settings()), line -> new ArrayList<>())
                    .add(row);
            ends.merge(new MetricKey(row.dataset(), row.metric()), new double[] {row.min(), row.max()}, (one, other) ->
                    new double[] {Math.min(one[0], other[0]), Math.max(one[1], other[1])});
        }
        ends.forEach((metric, range) -> scales.put(metric, Drawings.Scale.of(range[0], range[1])));
    }

    List<Row> of(Board.Line line) {
        return byLine.getOrDefault(new LineKey(line.dataset(), line.method(), line.settings()), List.of());
    }

    String anchor(Row row) {
        return "s" + Objects.requireNonNull(numbers.get(row));
    }

    int count() {
        return seeded.board().rows().size();
    }

    /** In the order of the row's trial ids. */
    List<Double> values(Row row) {
        return seeded.values(row);
    }

    Optional<Interval> interval(Row row) {
        return seeded.interval(row);
    }

    /** That all values of the metric on the data set share. */
    Drawings.Scale scale(Row row) {
        return Objects.requireNonNull(scales.get(new MetricKey(row.dataset(), row.metric())));
    }

    /** {@code 93.6 ± 1.2}, with a star for fits that did not converge; {@code 2 of 3} for a count of seeds. */
    static String mean(Row row) {
        if (SeededBoard.isCount(row)) {
            return SeededBoard.count(row) + " of " + row.n() + (row.unconverged() > 0 ? " *" : "");
        }
        Double deviation = row.sd();
        return Figures.value(row.metric(), row.mean())
                + (deviation == null ? "" : " ± " + Figures.value(row.metric(), deviation))
                + (row.unconverged() > 0 ? " *" : "");
    }

    /** {@code 91.2 to 95.4}, or that there is none. */
    String interval(Row row, String none) {
        return interval(row)
                .map(interval -> Figures.value(row.metric(), interval.lower()) + " to "
                        + Figures.value(row.metric(), interval.upper()))
                .orElse(none);
    }

    /** Empty if there is an interval. */
    static String reason(Row row) {
        return row.n() >= SeedStatistics.FEWEST_FOR_INTERVAL || SeededBoard.isCount(row)
                ? ""
                : "No interval: " + row.n() + (row.n() == 1 ? " seed does" : " seeds do") + " not carry one; it takes "
                        + SeedStatistics.FEWEST_FOR_INTERVAL + ".";
    }

    static String about(String metric, String block, String factor) {
        return metric + " of " + block + (factor.isEmpty() ? "" : " for " + factor);
    }
}
