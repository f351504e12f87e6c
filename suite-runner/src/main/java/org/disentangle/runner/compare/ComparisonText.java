package org.disentangle.runner.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.metrics.statistics.Interval;
import org.disentangle.runner.board.Figures;
import org.disentangle.runner.experiment.LineNames;
import org.disentangle.runner.table.CsvLine;
import org.disentangle.runner.table.MarkdownTable;
import org.jspecify.annotations.Nullable;

/** A comparison as Markdown, CSV and plain values for JSON. */
public final class ComparisonText {
    static final String NONE = "–";

    static final String INTERVAL = "interval";

    /** Scores beyond these are counted. */
    private static final int MOST_ONE_SIDED = 10;

    /** What CSV and JSON say of a cell. */
    private static final List<Member> MEMBERS = List.of(
            new Member("dataset", cell -> cell.line().dataset()),
            new Member("line", cell -> cell.line().label()),
            new Member("metric", Comparison.Cell::metric),
            new Member("block", Comparison.Cell::block),
            new Member("factor", Comparison.Cell::factor),
            new Member("seeds", Comparison.Cell::seeds),
            new Member("mean_a", Comparison.Cell::first),
            new Member("mean_b", Comparison.Cell::second),
            new Member("difference", Comparison.Cell::difference),
            new Member(INTERVAL, cell -> ends(cell.interval())),
            new Member("p", cell -> orNull(cell.pValue())),
            new Member("p_corrected", cell -> orNull(cell.corrected())),
            new Member("reason", Comparison.Cell::reason));

    private record Member(String name, Function<Comparison.Cell, @Nullable Object> of) {}

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
        comparison.origins().forEach((fact, values) -> text.append(origin(fact, values, "A", "B")));
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
        LineNames lines = new LineNames(comparison.lines());
        oneSided(comparison, lines).forEach(text::append);
        if (comparison.cells().isEmpty()) {
            return text.toString();
        }
        text.append('\n').append(MetricDifferenceText.markdown(comparison.metrics(), List.of("A", "B")));
        text.append(explanation(comparison));
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
                    cell.line().dataset(),
                    lines.of(cell.line()),
                    cell.metric(),
                    cell.block(),
                    cell.factor(),
                    Integer.toString(cell.seeds().size()),
                    decimal(cell.first()),
                    decimal(cell.second()),
                    decimal(cell.difference()),
                    interval(cell.interval()),
                    cell.pValue().isPresent() ? significant(cell.pValue()) : cell.reason(),
                    significant(cell.corrected())));
        }
        return text.append(table.text()).toString();
    }

    /** An item of a list. */
    public static String origin(String fact, List<String> values, String first, String second) {
        return "- Made with `" + fact + "`: " + values.get(0) + " in " + first + ", " + values.get(1) + " in " + second
                + "\n";
    }

    /** Items of a list. */
    private static List<String> oneSided(Comparison comparison, LineNames lines) {
        List<OneSided> all = comparison.oneSided();
        List<String> items = new ArrayList<>();
        all.stream().limit(MOST_ONE_SIDED).forEach(score -> {
            String what = "`" + score.metric() + "` of " + score.block()
                    + (score.factor().isEmpty() ? "" : " for " + score.factor()) + ", " + lines.of(score.line())
                    + " on " + score.line().dataset();
            items.add(onlyIn("A", what, score.first()));
            items.add(onlyIn("B", what, score.second()));
        });
        if (all.size() > MOST_ONE_SIDED) {
            items.add("- and " + (all.size() - MOST_ONE_SIDED) + " more scores that have a value in one alone\n");
        }
        return items;
    }

    private static String onlyIn(String folder, String what, List<Long> seeds) {
        return seeds.isEmpty()
                ? ""
                : "- Has a value in " + folder + " alone, though the trials are done in both: " + what
                        + (seeds.size() == 1 ? ", seed " : ", seeds ")
                        + seeds.stream().map(String::valueOf).collect(Collectors.joining(", ")) + "\n";
    }

    private static String explanation(Comparison comparison) {
        double[] pValues = comparison.cells().stream()
                .flatMapToDouble(cell -> cell.pValue().stream())
                .toArray();
        long below =
                Arrays.stream(pValues).filter(p -> p < Comparison.SIGNIFICANCE).count();
        return "\nMeans over the seeds that both have. p is that of Student's paired t test, corrected by Holm's method for the "
                + pValues.length
                + " tests of this table: below 0.05 a difference is hardly chance. Above it nothing is shown, least of all that A and B are equal."
                + (pValues.length == 0
                        ? ""
                        : " As they stand, " + below + (below == 1 ? " lies" : " lie")
                                + " below 0.05; were all of it chance, about "
                                + Math.round(Comparison.SIGNIFICANCE * pValues.length)
                                + " would.")
                + "\n\n";
    }

    public static String csv(Comparison comparison) {
        StringBuilder text = new StringBuilder(CsvLine.of(MEMBERS.stream()
                .map(Member::name)
                .flatMap(name -> name.equals(INTERVAL) ? Stream.of("lower", "upper") : Stream.of(name))
                .toList()));
        for (Comparison.Cell cell : comparison.cells()) {
            text.append(CsvLine.of(MEMBERS.stream()
                    .flatMap(member -> texts(member, cell).stream())
                    .toList()));
        }
        return text.toString();
    }

    /** The ends of an interval in two cells, and of seeds how many. */
    private static List<String> texts(Member member, Comparison.Cell cell) {
        Object value = member.of().apply(cell);
        if (member.name().equals(INTERVAL)) {
            return value instanceof List<?> ends
                    ? ends.stream().map(CanonicalJson::write).toList()
                    : List.of("", "");
        }
        if (value instanceof List<?> seeds) {
            return List.of(Integer.toString(seeds.size()));
        }
        return List.of(value == null ? "" : value instanceof String word ? word : CanonicalJson.write(value));
    }

    /** Plain values. */
    public static Map<String, @Nullable Object> json(Comparison comparison, List<String> names) {
        Map<String, @Nullable Object> text = new LinkedHashMap<>();
        text.put("a", names.get(0));
        text.put("b", names.get(1));
        text.put("settings", comparison.settings());
        text.put("origins", comparison.origins());
        text.put("only_a", comparison.onlyFirst());
        text.put("only_b", comparison.onlySecond());
        text.put("equal", comparison.equal());
        List<Object> cells = new ArrayList<>();
        for (Comparison.Cell cell : comparison.cells()) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            MEMBERS.forEach(member -> members.put(member.name(), member.of().apply(cell)));
            cells.add(members);
        }
        text.put("cells", cells);
        text.put(
                "one_sided",
                comparison.oneSided().stream().map(ComparisonText::json).toList());
        text.put(
                "metrics",
                comparison.metrics().stream().map(MetricDifferenceText::json).toList());
        return text;
    }

    private static Map<String, Object> json(OneSided score) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("dataset", score.line().dataset());
        members.put("line", score.line().label());
        members.put("metric", score.metric());
        members.put("block", score.block());
        members.put("factor", score.factor());
        members.put("seeds_a", score.first());
        members.put("seeds_b", score.second());
        return members;
    }

    static @Nullable List<Double> ends(Optional<Interval> interval) {
        return interval.map(ends -> List.of(ends.lower(), ends.upper())).orElse(null);
    }

    static String interval(Optional<Interval> interval) {
        return interval.map(ends -> decimal(ends.lower()) + " to " + decimal(ends.upper()))
                .orElse(NONE);
    }

    static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    /** A score, or a dash where there is none. */
    public static String decimal(@Nullable Double value) {
        return value == null ? NONE : Figures.withMinus(String.format(Locale.ROOT, "%.3f", value));
    }

    /** A p-value with two digits that count, or a dash where there is none. */
    public static String significant(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2g", value.getAsDouble()) : NONE;
    }
}
