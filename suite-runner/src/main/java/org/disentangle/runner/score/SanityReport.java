package org.disentangle.runner.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.registry.Registry;
import org.disentangle.runner.board.Figures;
import org.disentangle.runner.codes.CodeSet;
import org.disentangle.runner.table.MarkdownTable;
import org.jspecify.annotations.Nullable;

/** How a metric answers codes of which it is known how good they are: what its scores can say, and what they cannot. */
public final class SanityReport {
    private static final int BAR = 20;

    private final String metric;
    private final List<Line> lines;

    private SanityReport(String metric, List<Line> lines) {
        this.metric = metric;
        this.lines = List.copyOf(lines);
    }

    /**
     * @param condition and what it is, for people
     * @param scores the mean over factors of each score of all codes; scores that have no value there are missing
     */
    public record Line(String condition, String what, Map<String, Double> scores) {}

    /**
     * Scores all conditions by a metric with default settings. The codes' halves are scored too where the score of the whole is another without
     * them, which the last condition tells: what each half has on its own is in no line.
     *
     * @param rows of training codes; half as many are for testing
     */
    public static SanityReport of(
            Registry<Metric<?>> registry, Metric<?> metric, int rows, int threads, CodeScoring.Watcher watcher) {
        List<ConfiguredMetric<?>> metrics = CodeScoring.named(registry, List.of(metric.name()));
        CodeScoring scoring = new CodeScoring(metrics, new SeedStreams(0), threads, (name, number, of) -> {});
        List<SanityCodes.Condition> conditions = SanityCodes.conditions(rows);
        CodeSet fewest = conditions.get(conditions.size() - 1).codes();
        boolean needsParts =
                !means(scoring, fewest, metric).equals(means(scoring, fewest.only(UserCodes.WHOLE), metric));
        List<Line> lines = new ArrayList<>();
        for (SanityCodes.Condition condition : conditions) {
            watcher.begins(condition.name(), lines.size() + 1, conditions.size());
            CodeSet codes = needsParts ? condition.codes() : condition.codes().only(UserCodes.WHOLE);
            lines.add(new Line(condition.name(), condition.what(), means(scoring, codes, metric)));
        }
        return new SanityReport(metric.name(), lines);
    }

    private static Map<String, Double> means(CodeScoring scoring, CodeSet codes, Metric<?> metric) {
        ScoreSheet sheet = scoring.score(codes);
        Map<String, List<Double>> values = new LinkedHashMap<>();
        for (ScoreSheet.Entry entry : sheet.entries()) {
            Score score = entry.score();
            if (score != null
                    && entry.id().equals(metric.name())
                    && score.block().equals(UserCodes.WHOLE)) {
                values.computeIfAbsent(score.metric(), name -> new ArrayList<>())
                        .add(score.value());
            }
        }
        Map<String, Double> means = new LinkedHashMap<>();
        values.forEach((name, all) -> means.put(
                name, all.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
        return means;
    }

    public List<Line> lines() {
        return lines;
    }

    private List<String> scores() {
        Set<String> names = new LinkedHashSet<>();
        lines.forEach(line -> names.addAll(line.scores.keySet()));
        return List.copyOf(names);
    }

    /** A table with a row per condition, and bars from 0 to 1 for each score that stays between. */
    public String markdown() {
        List<String> names = scores();
        if (names.isEmpty()) {
            return metric + " has nothing to say of codes alone.\n";
        }
        List<String> header = new ArrayList<>(List.of("codes", "what"));
        names.forEach(name -> header.add(shown(name)));
        MarkdownTable table = new MarkdownTable(2, header);
        for (Line line : lines) {
            List<String> row = new ArrayList<>(List.of(line.condition, line.what));
            names.forEach(name -> row.add(number(line.scores.get(name))));
            table.add(row);
        }
        StringBuilder text = new StringBuilder(table.text());
        for (String name : names) {
            if (lines.stream().map(line -> line.scores.get(name)).allMatch(SanityReport::isShare)) {
                text.append("\n```\n").append(shown(name)).append(", from 0 to 1\n");
                for (Line line : lines) {
                    text.append(String.format(
                            Locale.ROOT,
                            "%-20s %-" + BAR + "s %s\n",
                            line.condition,
                            bar(line.scores.get(name)),
                            number(line.scores.get(name))));
                }
                text.append("```\n");
            }
        }
        return text.toString();
    }

    private String shown(String score) {
        return score.startsWith(metric + "/") ? score.substring(metric.length() + 1) : score;
    }

    /** Rounding can carry a share a little beyond its end. */
    private static boolean isShare(@Nullable Double value) {
        return value == null || (value > -0.05 && value < 1.0001);
    }

    private static String bar(@Nullable Double value) {
        return value == null ? "" : "#".repeat((int) Math.round(BAR * Math.max(0, Math.min(1, value))));
    }

    private static String number(@Nullable Double value) {
        return value == null ? "–" : Figures.withMinus(String.format(Locale.ROOT, "%.3f", value));
    }
}
