package org.disentangle.runner.board;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.disentangle.runner.board.Board.Line;
import org.disentangle.runner.board.Board.Row;
import org.disentangle.runner.experiment.LineNames;
import org.disentangle.runner.experiment.Settings;
import org.disentangle.runner.ranking.RankingStatistics;
import org.jspecify.annotations.Nullable;

/** A board's rows by what they are about, and its cells as text. */
public final class BoardView {
    public static final String PROBE = BlockOrder.METRIC;
    public static final String R2 = "linear-r2";
    public static final String GAP = "gap";
    public static final String DIAGONAL = "diagonal";
    static final String NONE = "–";

    private final Board board;
    private final Map<Key, Row> rows = new HashMap<>();
    /** By identity: to hash a line is to hash all its options. */
    private final Map<Line, Map<String, @Nullable Object>> telling = new IdentityHashMap<>();

    private record Key(
            String dataset,
            String method,
            Map<String, @Nullable Object> settings,
            String metric,
            String block,
            String factor) {}

    public BoardView(Board board) {
        this.board = board;
        for (Row row : board.rows()) {
            rows.put(
                    new Key(row.dataset(), row.method(), row.settings(), row.metric(), row.block(), row.factor()), row);
        }
        LineNames names =
                new LineNames(board.lines().stream().map(BoardView::key).toList());
        board.lines().forEach(line -> telling.put(line, names.telling(key(line))));
    }

    private static LineNames.Line key(Line line) {
        return new LineNames.Line(line.dataset(), line.method(), line.settings());
    }

    public Board board() {
        return board;
    }

    List<Row> rows(Line line) {
        return board.rows().stream()
                .filter(row -> row.method().equals(line.method())
                        && row.dataset().equals(line.dataset())
                        && row.settings().equals(line.settings()))
                .toList();
    }

    public Optional<Row> row(Line line, String metric, String block, String factor) {
        return Optional.ofNullable(
                rows.get(new Key(line.dataset(), line.method(), line.settings(), metric, block, factor)));
    }

    /** What the seeds say about a ranking of this board; its places are the ranking's lines. */
    public RankingStatistics statistics(Ranking ranking) {
        String dataset = ranking.lines().get(0).dataset();
        return board.rankings().stream()
                .filter(statistics -> statistics.dataset().equals(dataset)
                        && statistics.metric().equals(ranking.ranked())
                        && statistics.factors().equals(ranking.factors()))
                .findFirst()
                .orElseThrow();
    }

    /** Mean and deviation. */
    String cell(Line line, String metric, String block, String factor) {
        return row(line, metric, block, factor).map(BoardView::cell).orElse(NONE);
    }

    private static String cell(Row row) {
        Double deviation = row.sd();
        Double variance = row.populationVariance();
        boolean asPublished = row.published() != null && row.published().populationVariance() != null;
        return Figures.value(row.metric(), row.mean())
                + (deviation == null ? "" : " ± " + Figures.value(row.metric(), deviation))
                + (variance != null && asPublished ? " (var " + Figures.variance(variance) + ")" : "")
                + (row.unconverged() > 0 ? " *" : "");
    }

    /** The mean alone. */
    String mean(Line line, String metric, String block, String factor) {
        return row(line, metric, block, factor)
                .map(row -> Figures.value(metric, row.mean()))
                .orElse(NONE);
    }

    /** In how many seeds the halves of a whole are diagonal. */
    public String diagonal(Line line, String whole) {
        return row(line, DIAGONAL, whole, "")
                .map(row -> SeededBoard.count(row) + " of " + row.n())
                .orElse(NONE);
    }

    public static String label(Line line) {
        return Settings.label(line.method(), line.settings());
    }

    /** The settings that tell a line of this board from the method's other lines on the data set; a chapter of its own has them all. */
    public Map<String, @Nullable Object> telling(Line line) {
        return Objects.requireNonNull(telling.get(line), "a line of this board");
    }

    /** What tables call a line: the method and the settings that tell it from its other lines. */
    public String name(Line line) {
        return Settings.label(line.method(), telling(line));
    }

    /** {@code 3}, or {@code 2 of 3, 1 diverged} where trials are missing. */
    public static String count(Board.Counts counts) {
        return counts.done() == counts.planned()
                ? Integer.toString(counts.done())
                : counts.done() + " of " + counts.planned() + rest(counts);
    }

    public static String rest(Board.Counts counts) {
        StringBuilder rest = new StringBuilder();
        if (counts.diverged() > 0) {
            rest.append(", ").append(counts.diverged()).append(" diverged");
        }
        if (counts.failed() > 0) {
            rest.append(", ").append(counts.failed()).append(" failed");
        }
        if (counts.missing() > 0) {
            rest.append(", ").append(counts.missing()).append(" not run yet");
        }
        return rest.toString();
    }
}
