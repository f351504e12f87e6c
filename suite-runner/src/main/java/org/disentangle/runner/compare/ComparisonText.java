package org.disentangle.runner.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.table.CsvLine;
import org.disentangle.runner.table.MarkdownTable;
import org.jspecify.annotations.Nullable;

/** A comparison as Markdown, CSV and plain values for JSON. */
public final class ComparisonText {
    private static final String NONE = "–";

    private ComparisonText() {}

    /** @param names what the two folders are called */
    public static String markdown(Comparison comparison, List<String> names) {
        StringBuilder text = new StringBuilder();
        text.append("A is ")
                .append(names.get(0))
                .append(", B is ")
                .append(names.get(1))
                .append(".\n\n");
        comparison.settings().forEach((path, values) -> text.append("- Setting `")
                .append(path)
                .append("`: ")
                .append(CanonicalJson.write(values.get(0)))
                .append(" in A, ")
                .append(CanonicalJson.write(values.get(1)))
                .append(" in B\n"));
        comparison
                .onlyFirst()
                .forEach(line -> text.append("- Only in A: ").append(line).append('\n'));
        comparison
                .onlySecond()
                .forEach(line -> text.append("- Only in B: ").append(line).append('\n'));
        text.append("- ")
                .append(comparison.equal())
                .append(comparison.equal() == 1 ? " cell has" : " cells have")
                .append(" the same numbers in both, to the bit; ")
                .append(comparison.cells().size())
                .append(comparison.cells().size() == 1 ? " differs.\n" : " differ.\n");
        if (comparison.cells().isEmpty()) {
            return text.toString();
        }
        text.append(
                        "\nMeans over the seeds that both have. p is that of Student's paired t test, corrected by Holm's method for the ")
                .append(comparison.cells().stream()
                        .filter(cell -> cell.pValue().isPresent())
                        .count())
                .append(
                        " tests of this table: below 0.05 a difference is hardly chance. Above it nothing is shown, least of all that A and B are equal.\n\n");
        MarkdownTable table = new MarkdownTable(
                5,
                List.of(
                        "data",
                        "line",
                        "metric",
                        "block",
                        "factor",
                        "seeds",
                        "A",
                        "B",
                        "B − A",
                        "95 % interval",
                        "p",
                        "p corrected"));
        for (Comparison.Cell cell : comparison.cells()) {
            table.add(List.of(
                    cell.dataset(),
                    cell.line(),
                    cell.metric(),
                    cell.block(),
                    cell.factor(),
                    Integer.toString(cell.seeds().size()),
                    decimal(cell.first()),
                    decimal(cell.second()),
                    decimal(cell.difference()),
                    cell.interval()
                            .map(interval -> decimal(interval.lower()) + " to " + decimal(interval.upper()))
                            .orElse(NONE),
                    cell.pValue().isPresent() ? significant(cell.pValue()) : cell.reason(),
                    significant(cell.corrected())));
        }
        return text.append(table.text()).toString();
    }

    public static String csv(Comparison comparison) {
        StringBuilder text = new StringBuilder(CsvLine.of(List.of(
                "dataset",
                "line",
                "metric",
                "block",
                "factor",
                "seeds",
                "mean_a",
                "mean_b",
                "difference",
                "lower",
                "upper",
                "p",
                "p_corrected",
                "reason")));
        for (Comparison.Cell cell : comparison.cells()) {
            text.append(CsvLine.of(List.of(
                    cell.dataset(),
                    cell.line(),
                    cell.metric(),
                    cell.block(),
                    cell.factor(),
                    Integer.toString(cell.seeds().size()),
                    number(cell.first()),
                    number(cell.second()),
                    number(cell.difference()),
                    number(cell.interval().map(interval -> interval.lower()).orElse(null)),
                    number(cell.interval().map(interval -> interval.upper()).orElse(null)),
                    number(orNull(cell.pValue())),
                    number(orNull(cell.corrected())),
                    cell.reason())));
        }
        return text.toString();
    }

    /** Plain values. */
    public static Map<String, @Nullable Object> json(Comparison comparison, List<String> names) {
        Map<String, @Nullable Object> text = new LinkedHashMap<>();
        text.put("a", names.get(0));
        text.put("b", names.get(1));
        text.put("settings", comparison.settings());
        text.put("only_a", comparison.onlyFirst());
        text.put("only_b", comparison.onlySecond());
        text.put("equal", comparison.equal());
        List<Object> cells = new ArrayList<>();
        for (Comparison.Cell cell : comparison.cells()) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            members.put("dataset", cell.dataset());
            members.put("line", cell.line());
            members.put("metric", cell.metric());
            members.put("block", cell.block());
            members.put("factor", cell.factor());
            members.put("seeds", cell.seeds());
            members.put("mean_a", cell.first());
            members.put("mean_b", cell.second());
            members.put("difference", cell.difference());
            members.put(
                    "interval",
                    cell.interval()
                            .map(interval -> List.of(interval.lower(), interval.upper()))
                            .orElse(null));
            members.put("p", orNull(cell.pValue()));
            members.put("p_corrected", orNull(cell.corrected()));
            members.put("reason", cell.reason());
            cells.add(members);
        }
        text.put("cells", cells);
        return text;
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : CanonicalJson.write(value);
    }

    private static String decimal(@Nullable Double value) {
        return value == null ? NONE : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String significant(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2g", value.getAsDouble()) : NONE;
    }
}
