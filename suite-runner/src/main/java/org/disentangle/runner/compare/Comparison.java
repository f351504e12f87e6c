package org.disentangle.runner.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.metrics.statistics.Holm;
import org.disentangle.metrics.statistics.Interval;
import org.disentangle.runner.board.BoardMaker;
import org.disentangle.runner.board.SeededBoard;
import org.disentangle.runner.compare.BoardCells.Key;
import org.disentangle.runner.experiment.LineNames;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Settings;
import org.jspecify.annotations.Nullable;

/**
 * What two boards say of the same cells. Scores are paired by seed, blocks being matched as on boards, and only seeds that both have count.
 * p-values are those of Student's paired t test, and all that there are in a comparison are corrected together by Holm's method.
 *
 * @param settings what all trials of a board share and the other's do not, by path: the first's value, the second's
 * @param origins what the records were made with and the other's were not, such as commits: the first's, the second's
 * @param onlyFirst lines that the second lacks
 * @param onlySecond lines that the first lacks
 * @param lines that both have, in the order of the first board
 * @param equal cells whose common seeds all have the same numbers
 * @param cells the others, in the order of the first board
 * @param oneSided scores that one of two trials alone has, though both are done
 * @param metrics what all lines together say of each metric
 */
public record Comparison(
        Map<String, List<@Nullable Object>> settings,
        Map<String, List<String>> origins,
        List<String> onlyFirst,
        List<String> onlySecond,
        List<LineNames.Line> lines,
        int equal,
        List<Cell> cells,
        List<OneSided> oneSided,
        List<MetricDifference> metrics) {
    /** Corrected p-values below it are hardly chance. */
    public static final double SIGNIFICANCE = 0.05;

    public Comparison {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
        onlyFirst = List.copyOf(onlyFirst);
        onlySecond = List.copyOf(onlySecond);
        lines = List.copyOf(lines);
        cells = List.copyOf(cells);
        oneSided = List.copyOf(oneSided);
        metrics = List.copyOf(metrics);
    }

    /**
     * One cell on common seeds.
     *
     * @param line method with settings, on a data set
     * @param seeds that both have, ascending
     * @param first mean over these seeds; null if there are none
     * @param second likewise
     * @param difference second less first; null if there are no common seeds
     * @param interval of the mean difference, 95 %; empty below three seeds, or where all differences are equal
     * @param pValue of Student's paired t test, two-sided; empty where there is none
     * @param corrected by Holm's method over all cells with a p-value
     * @param reason why there is no p-value, empty if there is one
     */
    public record Cell(
            LineNames.Line line,
            String metric,
            String block,
            String factor,
            List<Long> seeds,
            @Nullable Double first,
            @Nullable Double second,
            @Nullable Double difference,
            Optional<Interval> interval,
            OptionalDouble pValue,
            OptionalDouble corrected,
            String reason) {
        public Cell {
            seeds = List.copyOf(seeds);
        }

        private Cell corrected(double value) {
            return new Cell(
                    line,
                    metric,
                    block,
                    factor,
                    seeds,
                    first,
                    second,
                    difference,
                    interval,
                    pValue,
                    OptionalDouble.of(value),
                    reason);
        }
    }

    /** @param metrics those to look at; empty for all */
    public static Comparison of(
            Plan firstPlan,
            Map<String, TrialRecord> firstRecords,
            Plan secondPlan,
            Map<String, TrialRecord> secondRecords,
            Set<String> metrics) {
        SeededBoard firstBoard = BoardMaker.makeWithSeeds(firstPlan, firstRecords);
        SeededBoard secondBoard = BoardMaker.makeWithSeeds(secondPlan, secondRecords);
        BoardCells first = BoardCells.of(firstBoard, metrics);
        BoardCells second = BoardCells.of(secondBoard, metrics);
        List<Cell> cells = new ArrayList<>();
        int equal = 0;
        for (Map.Entry<Key, Map<Long, Double>> entry : first.scores().entrySet()) {
            Map<Long, Double> other = second.scores().get(entry.getKey());
            if (other != null) {
                Map<Long, Double> one = new TreeMap<>(entry.getValue());
                one.keySet().retainAll(other.keySet());
                if (!one.isEmpty()
                        && one.entrySet().stream()
                                .allMatch(seed -> seed.getValue().equals(other.get(seed.getKey())))) {
                    equal++;
                } else {
                    LineNames.Line line = Objects.requireNonNull(
                            first.lines().get(entry.getKey().line()));
                    cells.add(cell(entry.getKey(), line, PairedDifference.of(one, other)));
                }
            }
        }
        return new Comparison(
                Settings.differing(
                        List.of(firstBoard.board().common(), secondBoard.board().common())),
                Origins.differing(firstRecords.values(), secondRecords.values()),
                without(first, second),
                without(second, first),
                first.lines().entrySet().stream()
                        .filter(line -> second.lines().containsKey(line.getKey()))
                        .map(Map.Entry::getValue)
                        .toList(),
                equal,
                corrected(cells),
                OneSided.of(first, second),
                MetricDifference.of(first, second));
    }

    private static Cell cell(Key key, LineNames.Line line, PairedDifference paired) {
        return new Cell(
                line,
                key.metric(),
                key.block(),
                key.factor(),
                paired.seeds(),
                paired.first(),
                paired.second(),
                paired.difference(),
                paired.interval(),
                paired.pValue(),
                OptionalDouble.empty(),
                paired.reason());
    }

    private static List<Cell> corrected(List<Cell> cells) {
        double[] adjusted = Holm.adjusted(
                cells.stream().flatMapToDouble(cell -> cell.pValue().stream()).toArray());
        List<Cell> corrected = new ArrayList<>();
        int next = 0;
        for (Cell cell : cells) {
            corrected.add(cell.pValue().isPresent() ? cell.corrected(adjusted[next++]) : cell);
        }
        return corrected;
    }

    private static List<String> without(BoardCells cells, BoardCells other) {
        return cells.lines().keySet().stream()
                .filter(line -> !other.lines().containsKey(line))
                .toList();
    }
}
