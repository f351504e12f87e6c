package org.disentangle.runner.board;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import org.disentangle.core.metric.Score;
import org.disentangle.metrics.statistics.SeedStatistics;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.jspecify.annotations.Nullable;

/** The scores of one line's trials by what they are about, in the order in which they first came. */
final class LineCells {
    private static final String CONVERGED = "converged";
    private static final String CHANCE = "chance";

    private final Map<Key, Cell> cells = new LinkedHashMap<>();

    private record Key(String metric, String block, String factor) {}

    /** One value per trial. */
    private static final class Cell {
        private final List<String> trialIds = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();
        private int unconverged;
        private @Nullable Double chance;
    }

    /** @param block where the score stands after matching */
    void add(PlannedTrial trial, String block, Score score) {
        Cell cell = cells.computeIfAbsent(new Key(score.metric(), block, score.factor()), key -> new Cell());
        cell.trialIds.add(trial.id());
        cell.values.add(score.value());
        Double converged = score.details().get(CONVERGED);
        cell.unconverged += converged != null && converged == 0 ? 1 : 0;
        cell.chance = score.details().getOrDefault(CHANCE, cell.chance);
    }

    /**
     * @param line any trial of the line
     * @param planned how many trials it has
     * @param to takes each row with the values behind it, in the order of its trial ids
     */
    void rows(PlannedTrial line, int planned, PublishedCells published, BiConsumer<Board.Row, List<Double>> to) {
        cells.forEach((key, cell) -> to.accept(
                row(line, planned, key, cell, published.get(key.metric(), key.block(), key.factor())),
                List.copyOf(cell.values)));
    }

    private static Board.Row row(
            PlannedTrial line, int planned, Key key, Cell cell, Board.@Nullable Published published) {
        SeedStatistics statistics = SeedStatistics.of(
                cell.values.stream().mapToDouble(Double::doubleValue).toArray());
        double mean = statistics.mean().orElseThrow();
        return new Board.Row(
                line.method(),
                line.settings(),
                line.data(),
                key.metric(),
                key.block(),
                key.factor(),
                statistics.n(),
                planned,
                mean,
                orNull(statistics.standardDeviation()),
                orNull(statistics.populationVariance()),
                statistics.minimum().orElseThrow(),
                statistics.maximum().orElseThrow(),
                cell.unconverged,
                cell.chance,
                published,
                published == null ? null : mean - published.mean(),
                cell.trialIds);
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
