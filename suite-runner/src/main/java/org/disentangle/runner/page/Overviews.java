package org.disentangle.runner.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.metrics.statistics.Interval;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.Board.Line;
import org.disentangle.runner.board.Board.Row;
import org.disentangle.runner.board.BoardView;
import org.disentangle.runner.board.Figures;
import org.disentangle.runner.board.Ranking;
import org.disentangle.runner.board.RankingText;
import org.disentangle.runner.board.Remarks;
import org.disentangle.runner.ranking.RankingStatistics;
import org.jspecify.annotations.Nullable;

/** Rankings as tables and plots. */
final class Overviews {
    private static final String NONE = "–";

    private final String dataset;
    private final BoardView view;
    private final Scores scores;
    private final TrialTables trials;
    private final Map<Line, Page.Label> labels;

    /** @param dataset anchor of the data set */
    Overviews(String dataset, BoardView view, Scores scores, TrialTables trials, Map<Line, Page.Label> labels) {
        this.dataset = dataset;
        this.view = view;
        this.scores = scores;
        this.trials = trials;
        this.labels = labels;
    }

    /** One thing that lines are compared by. */
    private record Measure(String metric, String factor) {
        String title() {
            return metric.equals(BoardView.GAP) ? "gap " + factor : factor;
        }
    }

    Page.Overview overview(Ranking ranking) {
        RankingStatistics statistics = view.statistics(ranking);
        RankingText words = new RankingText(statistics);
        List<Page.Row> rows = new ArrayList<>();
        for (Line line : ranking.lines()) {
            rows.add(row(ranking, statistics, words, line, rows.size()));
        }
        List<Measure> measures = ranking.factors().stream()
                .map(factor -> new Measure(ranking.metric(), factor))
                .collect(Collectors.toCollection(ArrayList::new));
        if (ranking.gaps()) {
            ranking.factors().forEach(factor -> measures.add(new Measure(BoardView.GAP, factor)));
        }
        String id = dataset + "-" + ranking.metric();
        List<Page.Plot> plots = new ArrayList<>();
        for (Measure measure : measures) {
            plot(id + "-p" + plots.size(), ranking, measure).ifPresent(plots::add);
        }
        published(id + "-published", ranking).ifPresent(plots::add);
        return new Page.Overview(
                id,
                ranking.metric(),
                ranking.by() + unit(ranking.metric()),
                "Methods ranked by " + ranking.by() + unit(ranking.metric())
                        + ", with 95 % intervals over seeds, and what they cost"
                        + (ranking.gaps() ? ". A larger gap alone is not disentanglement: see diagonal" : ""),
                columns(ranking),
                rows,
                chance(ranking),
                Remarks.of(view, ranking),
                new Evidences(
                                id,
                                statistics,
                                words,
                                ranking.lines().stream()
                                        .map(line -> Objects.requireNonNull(labels.get(line)))
                                        .toList())
                        .evidence(),
                plots);
    }

    private static String unit(String metric) {
        return Figures.inPercent(metric) ? ", in percent" : "";
    }

    private List<Page.Column> columns(Ranking ranking) {
        List<Page.Column> columns = new ArrayList<>();
        columns.add(new Page.Column(
                "rank",
                "1 + the methods that are significantly better, and below it the ranks that the tests leave open. Rows are in the order of "
                        + ranking.by()));
        columns.add(new Page.Column("method", "Leads to all about it"));
        columns.add(new Page.Column("trials", "Trials that are done, of those planned"));
        columns.add(new Page.Column("on", "The block that is ranked: z, or r where there are no heads"));
        if (ranking.gaps()) {
            columns.add(new Page.Column("diagonal", "Seeds in which each half is better at another factor"));
        }
        for (String factor : ranking.factors()) {
            columns.add(new Page.Column(
                    factor, ranking.metric() + " of the whole block for " + factor + ", mean ± deviation over seeds"));
            columns.add(new Page.Column(
                    factor + " " + ranking.partsTitle(), "The same of the block's " + ranking.partsTitle()));
        }
        if (ranking.gaps()) {
            ranking.factors()
                    .forEach(factor ->
                            columns.add(new Page.Column("gap " + factor, "How far the halves lie apart at " + factor)));
        }
        columns.add(new Page.Column("training s", "Seconds of training, mean over trials that are done"));
        columns.add(new Page.Column(
                "device-hours",
                "Setup, training and scoring, the sum over all trials with a record, seconds x devices / 3600"));
        columns.add(new Page.Column("memory MiB", "Peak memory, the most of any trial"));
        columns.add(new Page.Column("parameters", "Trainable numbers, encoder and heads"));
        columns.add(new Page.Column("views seen", "Pictures or rows that training consumed, mean over trials"));
        return columns;
    }

    private Page.Row row(Ranking ranking, RankingStatistics statistics, RankingText words, Line line, int position) {
        RankingStatistics.Place place = statistics.places().get(position);
        String whole = Ranking.whole(line);
        List<String> parts = line.parts().getOrDefault(whole, List.of());
        List<Page.Cell> cells = new ArrayList<>();
        if (ranking.gaps()) {
            cells.add(diagonal(line, whole));
        }
        for (String factor : ranking.factors()) {
            cells.add(number(view.row(line, ranking.metric(), whole, factor)));
            cells.add(parts(line, ranking.metric(), parts, factor));
        }
        if (ranking.gaps()) {
            ranking.factors().forEach(factor -> cells.add(number(view.row(line, BoardView.GAP, whole, factor))));
        }
        costs(line, cells);
        return new Page.Row(
                position + 1,
                RankingText.rank(place),
                RankingText.range(place),
                words.verdict(position),
                Objects.requireNonNull(labels.get(line)),
                BoardView.count(line.counts()),
                line.counts().done(),
                line.counts().done() < line.counts().planned(),
                whole,
                cells);
    }

    private Page.Cell number(Optional<Row> found) {
        if (found.isEmpty()) {
            return plain(NONE, "");
        }
        Row row = found.get();
        Board.Published published = row.published();
        Double difference = row.difference();
        return new Page.Cell(
                Scores.mean(row),
                scores.anchor(row),
                plainDecimal(row.mean()),
                scores.interval(row, "no interval"),
                Scores.reason(row),
                published == null || difference == null
                        ? ""
                        : "published " + Figures.value(row.metric(), published.mean()) + " ("
                                + Figures.signed(row.metric(), difference) + ")");
    }

    private Page.Cell parts(Line line, String metric, List<String> parts, String factor) {
        List<Optional<Row>> rows =
                parts.stream().map(part -> view.row(line, metric, part, factor)).toList();
        Optional<Row> first = rows.stream().flatMap(Optional::stream).findFirst();
        if (first.isEmpty()) {
            return plain(NONE, "");
        }
        return new Page.Cell(
                rows.stream()
                        .map(row -> row.map(there -> Figures.value(metric, there.mean()))
                                .orElse(NONE))
                        .collect(Collectors.joining(" / ")),
                scores.anchor(first.get()),
                plainDecimal(first.get().mean()),
                "",
                "",
                "");
    }

    private Page.Cell diagonal(Line line, String whole) {
        return view.row(line, BoardView.DIAGONAL, whole, "")
                .map(row -> new Page.Cell(
                        view.diagonal(line, whole), scores.anchor(row), plainDecimal(row.mean()), "", "", ""))
                .orElse(plain(NONE, ""));
    }

    private void costs(Line line, List<Page.Cell> cells) {
        List<TrialRecord> all = trials.records(line);
        List<TrialRecord> done = all.stream()
                .filter(record -> record.status() == TrialStatus.DONE)
                .toList();
        cells.add(cost(mean(done, record -> record.costs().trainingSeconds()), 1));
        cells.add(cost(
                all.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(all.stream()
                                .mapToDouble(TrialTables::deviceHours)
                                .sum()),
                3));
        cells.add(cost(
                all.stream()
                        .mapToDouble(record -> record.costs().peakMemoryBytes() / 1048576.0)
                        .max(),
                0));
        cells.add(cost(
                done.stream()
                        .flatMap(record -> Stream.ofNullable(record.model()))
                        .mapToDouble(TrialRecord.Model::parameters)
                        .max(),
                0));
        cells.add(cost(mean(done, record -> record.costs().viewsSeen()), 0));
    }

    private static OptionalDouble mean(List<TrialRecord> records, ToDoubleFunction<TrialRecord> cost) {
        return records.stream().mapToDouble(cost).average();
    }

    private Page.Cell cost(OptionalDouble value, int places) {
        return value.isPresent()
                ? plain(Figures.decimal(value.getAsDouble(), places), plainDecimal(value.getAsDouble()))
                : plain(NONE, "");
    }

    private static Page.Cell plain(String text, String sort) {
        return new Page.Cell(text, "", sort, "", "", "");
    }

    /** What the script sorts by. */
    private static String plainDecimal(double value) {
        return Figures.decimal(value, 6);
    }

    private static List<String> chance(Ranking ranking) {
        if (ranking.chances().isEmpty()) {
            return List.of();
        }
        List<String> cells = new ArrayList<>();
        if (ranking.gaps()) {
            cells.add("");
        }
        ranking.chances().forEach(chance -> {
            cells.add(Figures.decimal(100 * chance, 1));
            cells.add("");
        });
        int more = (ranking.gaps() ? ranking.factors().size() : 0) + 5;
        for (int i = 0; i < more; i++) {
            cells.add("");
        }
        return cells;
    }

    private Optional<Page.Plot> plot(String id, Ranking ranking, Measure measure) {
        record Entry(Line line, Row row) {}
        List<Entry> entries = ranking.lines().stream()
                .flatMap(line -> view.row(line, measure.metric(), Ranking.whole(line), measure.factor()).stream()
                        .map(row -> new Entry(line, row)))
                .toList();
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        Drawings.Scale scale = scores.scale(entries.get(0).row());
        List<Page.PlotRow> rows = entries.stream()
                .map(entry -> plotRow(entry.line(), entry.row(), scale))
                .toList();
        boolean chance = entries.stream().anyMatch(entry -> entry.row().chance() != null);
        boolean published = entries.stream().anyMatch(entry -> entry.row().published() != null);
        return Optional.of(new Page.Plot(
                id,
                measure.title(),
                measure.title() + ": each seed (dot), the mean (upright line) and its 95 % interval (bar)"
                        + (chance ? ", chance (dashed)" : "") + (published ? ", the published mean (diamond)" : "")
                        + unit(measure.metric()),
                Drawings.axis(measure.metric(), scale, false),
                rows,
                Reading.of(entries.stream()
                        .map(entry -> new Reading.Entry(
                                view.name(entry.line()),
                                entry.row().mean(),
                                scores.interval(entry.row()).orElse(null)))
                        .toList())));
    }

    private Page.PlotRow plotRow(Line line, Row row, Drawings.Scale scale) {
        Board.Published published = row.published();
        return new Page.PlotRow(
                Objects.requireNonNull(labels.get(line)),
                scores.anchor(row),
                Scores.mean(row) + ", " + (row.n() == 1 ? "1 seed" : row.n() + " seeds") + ", "
                        + scores.interval(row, "no interval"),
                Drawings.strip(
                        scale,
                        scores.values(row),
                        row.mean(),
                        scores.interval(row).orElse(null),
                        row.chance(),
                        published == null ? null : published.mean()));
    }

    /** Ours less the published mean, of every number of these lines that was published. */
    private Optional<Page.Plot> published(String id, Ranking ranking) {
        record Entry(
                Line line,
                Row row,
                double difference,
                @Nullable Interval interval) {}
        List<Entry> entries = new ArrayList<>();
        for (Line line : ranking.lines()) {
            for (Row row : scores.of(line)) {
                Board.Published published = row.published();
                Double difference = row.difference();
                boolean comparable =
                        row.metric().equals(ranking.metric()) || row.metric().equals(BoardView.GAP);
                if (published != null && difference != null && comparable) {
                    Interval interval = scores.interval(row)
                            .map(ours -> new Interval(
                                    ours.level(), ours.lower() - published.mean(), ours.upper() - published.mean()))
                            .orElse(null);
                    entries.add(new Entry(line, row, difference, interval));
                }
            }
        }
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        double reach = 1e-6;
        for (Entry entry : entries) {
            reach = Math.max(reach, Math.abs(entry.difference()));
            if (entry.interval() != null) {
                reach = Math.max(reach, Math.abs(entry.interval().lower()));
                reach = Math.max(reach, Math.abs(entry.interval().upper()));
            }
        }
        double end = Math.min(1.05 * reach, 1);
        Drawings.Scale scale = new Drawings.Scale(-end, end);
        List<Page.PlotRow> rows = entries.stream()
                .map(entry -> new Page.PlotRow(
                        Objects.requireNonNull(labels.get(entry.line())),
                        scores.anchor(entry.row()),
                        Scores.about(
                                        entry.row().metric(),
                                        entry.row().block(),
                                        entry.row().factor())
                                + ": " + Figures.signed(entry.row().metric(), entry.difference())
                                + (entry.interval() == null
                                        ? ", no interval"
                                        : ", "
                                                + Figures.signed(
                                                        entry.row().metric(),
                                                        entry.interval().lower())
                                                + " to "
                                                + Figures.signed(
                                                        entry.row().metric(),
                                                        entry.interval().upper())),
                        Drawings.strip(scale, List.of(), entry.difference(), entry.interval(), 0.0, null)))
                .toList();
        return Optional.of(new Page.Plot(
                id,
                "published",
                "Ours (upright line) less the published number, with our 95 % interval (bar; the published number's own spread is"
                        + " not in it); dashed: no difference"
                        + (Figures.inPercent(ranking.metric()) ? "; in percentage points" : ""),
                Drawings.axis(ranking.metric(), scale, true),
                rows,
                ""));
    }
}
