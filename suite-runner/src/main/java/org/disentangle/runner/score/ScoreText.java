package org.disentangle.runner.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoreMatrix;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.board.Figures;
import org.disentangle.runner.table.CsvLine;
import org.disentangle.runner.table.MarkdownTable;
import org.jspecify.annotations.Nullable;

/** Score sheets as JSON values, CSV and Markdown. */
public final class ScoreText {
    private static final List<String> COLUMNS =
            List.of("metric", "version", "block", "factor", "value", "n", "settings", "reason");

    private ScoreText() {}

    /**
     * Plain values: {@code scores} and, with details, {@code matrices}.
     *
     * @param recorded the value that a record holds for an entry, if there is one; none for a user's codes
     */
    public static Map<String, @Nullable Object> json(ScoreSheet sheet, boolean details, Map<Score, Double> recorded) {
        Map<String, @Nullable Object> text = new LinkedHashMap<>();
        text.put(
                "scores",
                sheet.entries().stream()
                        .map(entry -> json(entry, details, recorded))
                        .toList());
        if (details) {
            text.put("matrices", sheet.matrices().stream().map(ScoreText::json).toList());
        }
        return text;
    }

    private static Map<String, @Nullable Object> json(
            ScoreSheet.Entry entry, boolean details, Map<Score, Double> recorded) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("metric", entry.metric());
        line.put("version", entry.version());
        line.put("block", entry.block());
        line.put("factor", entry.factor());
        Score score = entry.score();
        line.put("value", score == null ? null : score.value());
        if (score != null) {
            line.put("n", score.n());
            if (recorded.containsKey(score)) {
                line.put("recorded", recorded.get(score));
            }
        } else {
            line.put("reason", Objects.requireNonNull(entry.undefined()).reason());
        }
        line.put("settings", entry.settings());
        if (details && score != null) {
            line.put("details", score.details());
        }
        return line;
    }

    private static Map<String, Object> json(ScoreMatrix matrix) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("metric", matrix.metric());
        text.put("name", matrix.name());
        text.put("block", matrix.block());
        text.put("columns", matrix.columns());
        List<Object> rows = new ArrayList<>();
        int columns = matrix.columns().size();
        for (int row = 0; row < matrix.rows().size(); row++) {
            double[] values = Arrays.copyOfRange(matrix.values(), row * columns, (row + 1) * columns);
            rows.add(Map.of(
                    "row", matrix.rows().get(row),
                    "values", Arrays.stream(values).boxed().toList()));
        }
        text.put("rows", rows);
        return text;
    }

    /** The head of the CSV; {@code before} are columns that tell several sheets apart. */
    public static String csvHead(List<String> before) {
        List<String> head = new ArrayList<>(before);
        head.addAll(COLUMNS);
        return CsvLine.of(head);
    }

    /** A line per entry. */
    public static String csv(ScoreSheet sheet, List<String> before) {
        StringBuilder text = new StringBuilder();
        for (ScoreSheet.Entry entry : sheet.entries()) {
            List<String> cells = new ArrayList<>(before);
            Score score = entry.score();
            cells.addAll(List.of(
                    entry.metric(),
                    String.valueOf(entry.version()),
                    entry.block(),
                    entry.factor(),
                    score == null ? "" : CanonicalJson.write(score.value()),
                    score == null ? "" : String.valueOf(score.n()),
                    CanonicalJson.write(entry.settings()),
                    score == null ? Objects.requireNonNull(entry.undefined()).reason() : ""));
            text.append(CsvLine.of(cells));
        }
        return text.toString();
    }

    /** A table per metric: a row per score and block, a column per factor. */
    public static String markdown(ScoreSheet sheet) {
        StringBuilder text = new StringBuilder();
        sheet.entries().stream().map(ScoreSheet.Entry::id).distinct().forEach(id -> text.append(table(sheet, id))
                .append('\n'));
        return text.toString();
    }

    private static String table(ScoreSheet sheet, String id) {
        List<ScoreSheet.Entry> entries =
                sheet.entries().stream().filter(entry -> entry.id().equals(id)).toList();
        Set<String> factors = new LinkedHashSet<>();
        entries.forEach(entry -> factors.add(entry.factor()));
        List<String> header = new ArrayList<>(List.of(id, "block"));
        factors.forEach(factor -> header.add(factor.isEmpty() ? "all" : factor));
        MarkdownTable table = new MarkdownTable(2, header);
        Map<List<String>, Map<String, String>> rows = new LinkedHashMap<>();
        Set<String> reasons = new LinkedHashSet<>();
        for (ScoreSheet.Entry entry : entries) {
            Score score = entry.score();
            String cell = score == null ? "–" : Figures.withMinus(String.format(Locale.ROOT, "%.4f", score.value()));
            rows.computeIfAbsent(List.of(entry.metric(), entry.block()), key -> new LinkedHashMap<>())
                    .put(entry.factor(), cell);
            if (score == null) {
                reasons.add("– " + entry.metric() + ", " + entry.block()
                        + (entry.factor().isEmpty() ? "" : ", " + entry.factor()) + ": "
                        + Objects.requireNonNull(entry.undefined()).reason() + "\n");
            }
        }
        rows.forEach((key, cells) -> {
            List<String> row = new ArrayList<>(key);
            factors.forEach(factor -> row.add(cells.getOrDefault(factor, "")));
            table.add(row);
        });
        return table.text() + (reasons.isEmpty() ? "" : "\n" + String.join("\n", reasons));
    }
}
