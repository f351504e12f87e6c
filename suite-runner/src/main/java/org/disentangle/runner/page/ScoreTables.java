package org.disentangle.runner.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.Board.Row;
import org.disentangle.runner.board.Figures;
import org.disentangle.runner.experiment.Plan.PlannedTrial;

/** What one line scored: as heat maps of blocks and factors, and seed by seed. */
final class ScoreTables {
    /** With more rows on a page than this, the small drawings beside them are left out; they would be most of its bytes. */
    private static final int MOST_DRAWINGS = 3000;

    private static final int SHADES = 10;

    private final Scores scores;
    private final Board.Line line;
    private final List<PlannedTrial> done;
    private final Map<String, List<Row>> byMetric = new LinkedHashMap<>();

    /** @param done the line's trials that are done, in board order */
    ScoreTables(Scores scores, Board.Line line, List<PlannedTrial> done) {
        this.scores = scores;
        this.line = line;
        this.done = done;
        for (Row row : scores.of(line)) {
            byMetric.computeIfAbsent(row.metric(), metric -> new ArrayList<>()).add(row);
        }
    }

    /** Of every metric that looks at several blocks or several factors. */
    List<Page.HeatMap> heatMaps() {
        List<Page.HeatMap> maps = new ArrayList<>();
        byMetric.forEach((metric, rows) -> heatMap(metric, rows).ifPresent(maps::add));
        return maps;
    }

    private Optional<Page.HeatMap> heatMap(String metric, List<Row> rows) {
        List<String> factors = rows.stream()
                .map(Row::factor)
                .filter(factor -> !factor.isEmpty())
                .distinct()
                .toList();
        List<String> blocks = rows.stream()
                .filter(row -> !row.factor().isEmpty())
                .map(Row::block)
                .distinct()
                .sorted(Comparator.comparingInt(this::position))
                .toList();
        if (factors.isEmpty() || factors.size() * blocks.size() < 2) {
            return Optional.empty();
        }
        Map<String, Row> cells = new LinkedHashMap<>();
        rows.forEach(row -> cells.put(row.block() + "\n" + row.factor(), row));
        List<Page.HeatRow> table = blocks.stream()
                .map(block -> new Page.HeatRow(
                        block,
                        factors.stream()
                                .map(factor -> cell(cells.get(block + "\n" + factor)))
                                .toList()))
                .toList();
        String unit = Figures.inPercent(metric) ? ", percent" : "";
        Drawings.Scale scale = scores.scale(rows.get(0));
        return Optional.of(new Page.HeatMap(
                metric,
                metric + unit + ": block by factor, mean over seeds; darkest at " + Figures.value(metric, scale.to()),
                factors,
                table));
    }

    private Page.HeatCell cell(@org.jspecify.annotations.Nullable Row row) {
        if (row == null) {
            return new Page.HeatCell("–", "", -1);
        }
        Drawings.Scale scale = scores.scale(row);
        double floor = Math.max(0, scale.from());
        double share = (row.mean() - floor) / (scale.to() - floor);
        return new Page.HeatCell(
                Figures.value(row.metric(), row.mean()) + (row.unconverged() > 0 ? " *" : ""), scores.anchor(row), (int)
                        Math.round(SHADES * Math.min(1, Math.max(0, share))));
    }

    private int position(String block) {
        int position = line.blocks().indexOf(block);
        return position < 0 ? Integer.MAX_VALUE : position;
    }

    List<Page.ScoreGroup> groups() {
        List<Page.ScoreGroup> groups = new ArrayList<>();
        byMetric.forEach((metric, rows) -> groups.add(new Page.ScoreGroup(
                metric,
                Figures.inPercent(metric) ? "percent" : "",
                rows.stream()
                        .sorted(Comparator.comparingInt(row -> position(row.block())))
                        .map(this::row)
                        .toList())));
        return groups;
    }

    private Page.ScoreRow row(Row row) {
        List<Double> values = scores.values(row);
        List<String> bySeed = done.stream()
                .map(trial -> row.trialIds().indexOf(trial.id()))
                .map(index -> index < 0 ? "" : Figures.value(row.metric(), values.get(index)))
                .toList();
        String svg = scores.count() > MOST_DRAWINGS
                ? ""
                : Drawings.small(
                        scores.scale(row),
                        values,
                        row.mean(),
                        scores.interval(row).orElse(null));
        return new Page.ScoreRow(
                scores.anchor(row),
                row.block() + (row.factor().isEmpty() ? "" : " · " + row.factor()),
                Scores.mean(row),
                scores.interval(row, "–"),
                Scores.reason(row),
                svg,
                bySeed);
    }
}
