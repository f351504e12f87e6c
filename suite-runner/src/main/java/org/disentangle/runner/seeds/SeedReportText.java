package org.disentangle.runner.seeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.BoardView;
import org.disentangle.runner.board.Figures;
import org.disentangle.runner.experiment.Settings;
import org.disentangle.runner.json.RecordWriter;
import org.disentangle.runner.table.CsvLine;
import org.disentangle.runner.table.MarkdownTable;
import org.jspecify.annotations.Nullable;

/** A report on seeds as Markdown, CSV and plain values for JSON. */
public final class SeedReportText {
    private static final String NONE = "–";
    private static final RecordWriter WRITER = new RecordWriter(List.of());

    private SeedReportText() {}

    /** Plain values. */
    public static Map<String, @Nullable Object> json(SeedReport report) {
        return WRITER.write(report);
    }

    /** Long form: a line per cell and source of scatter, which is {@code all}, a stream, {@code together} or {@code noise}. */
    public static String csv(SeedReport report) {
        StringBuilder text = new StringBuilder(CsvLine.of(List.of(
                "dataset",
                "method",
                "settings",
                "metric",
                "block",
                "factor",
                "source",
                "n",
                "planned",
                "mean",
                "variance",
                "lower",
                "upper",
                "share",
                "share_lower",
                "share_upper")));
        for (SeedReport.Line line : report.lines()) {
            for (SeedReport.Cell cell : line.cells()) {
                text.append(csv(
                        line,
                        cell,
                        "all",
                        cell.n(),
                        cell.planned(),
                        cell.mean(),
                        cell.variance(),
                        cell.lower(),
                        cell.upper(),
                        null,
                        null,
                        null));
                for (SeedReport.Part part : cell.parts()) {
                    text.append(csv(
                            line,
                            cell,
                            part.stream(),
                            part.n(),
                            part.planned(),
                            part.mean(),
                            part.variance(),
                            part.lower(),
                            part.upper(),
                            part.share(),
                            part.shareLower(),
                            part.shareUpper()));
                }
                if (cell.together() != null) {
                    text.append(csv(
                            line,
                            cell,
                            "together",
                            cell.n(),
                            cell.planned(),
                            null,
                            null,
                            null,
                            null,
                            cell.together(),
                            null,
                            null));
                }
                if (cell.noise() != null) {
                    text.append(csv(
                            line,
                            cell,
                            "noise",
                            cell.noise().pairs(),
                            cell.planned(),
                            null,
                            cell.noise().variance(),
                            null,
                            null,
                            null,
                            null,
                            null));
                }
            }
        }
        return text.toString();
    }

    private static String csv(
            SeedReport.Line line,
            SeedReport.Cell cell,
            String source,
            int n,
            int planned,
            @Nullable Double... numbers) {
        List<String> cells = new ArrayList<>(List.of(
                line.dataset(),
                line.method(),
                Settings.text(line.settings()),
                cell.metric(),
                cell.block(),
                cell.factor(),
                source,
                Integer.toString(n),
                Integer.toString(planned)));
        for (Double number : numbers) {
            cells.add(number == null ? "" : CanonicalJson.write(number));
        }
        return CsvLine.of(cells);
    }

    /** @param metrics to show; empty for all */
    public static String markdown(SeedReport report, Set<String> metrics) {
        StringBuilder text = new StringBuilder("# Seeds: " + report.title() + "\n\n");
        text.append("""
                How to read this:

                - *sd* is the standard deviation over seeds when everything varies, with the 95 % interval of the true one (by chi-square, for normal values).
                - Below a stream stands the standard deviation when **that stream alone** varies and all else is held, and its share of the variance of the column
                  *sd*, with the 95 % interval of the share (by F). Shares are of separate runs and need not sum to 100 %; with few seeds they are very uncertain.
                - *together* is what the streams make only in company, and chance: 100 % less the shares. It can be negative.
                - *same seed* is the standard deviation between two runs of one seed: 0 where a seed gives the same bits.
                - Accuracies and gaps are in percent.
                """);
        if (report.streams().isEmpty()) {
            text.append(
                    "\nNo stream was varied by itself here. `vary: [init, order, augmentation, probe]` in the experiment file does that.\n");
        }
        String dataset = "";
        for (SeedReport.Line line : report.lines()) {
            if (!line.dataset().equals(dataset)) {
                dataset = line.dataset();
                text.append("\n## ").append(dataset).append('\n');
            }
            line(text, line, metrics);
        }
        separations(text, report.separations(), metrics);
        return text.toString();
    }

    private static void line(StringBuilder text, SeedReport.Line line, Set<String> metrics) {
        text.append("\n### ")
                .append(Settings.label(line.method(), line.settings()))
                .append("\n\n")
                .append(survival("seeds", line.counts()));
        if (line.study().planned() > 0) {
            text.append("; ").append(survival("trials that vary one stream", line.study()));
        }
        text.append(".\n");
        for (SeedReport.Diagonal diagonal : line.diagonals()) {
            text.append("The halves of *")
                    .append(diagonal.block())
                    .append("* are **diagonal in ")
                    .append(diagonal.count())
                    .append(" of ")
                    .append(diagonal.seeds())
                    .append("** seeds (95 % interval of the share: ")
                    .append(percent(diagonal.lower()))
                    .append(" to ")
                    .append(percent(diagonal.upper()))
                    .append(" %; noise alone makes 50 %, which ")
                    .append(againstNoise(diagonal))
                    .append(").\n");
        }
        List<SeedReport.Cell> cells = line.cells().stream()
                .filter(cell -> metrics.isEmpty() || metrics.contains(cell.metric()))
                .toList();
        if (!cells.isEmpty()) {
            text.append('\n').append(table(cells));
        }
    }

    private static String againstNoise(SeedReport.Diagonal diagonal) {
        if (diagonal.lower() > 0.5) {
            return "lies below it";
        }
        return diagonal.upper() < 0.5 ? "lies above it" : "is not excluded";
    }

    private static String table(List<SeedReport.Cell> cells) {
        List<String> header = new ArrayList<>(List.of("metric", "block", "factor", "n", "mean", "sd"));
        cells.get(0).parts().forEach(part -> header.add(part.stream()));
        boolean studied = !cells.get(0).parts().isEmpty();
        boolean repeated = cells.stream().anyMatch(cell -> cell.noise() != null);
        boolean published = cells.stream()
                .anyMatch(cell -> cell.published() != null && cell.published().populationVariance() != null);
        if (studied) {
            header.add("together");
        }
        if (repeated) {
            header.add("same seed");
        }
        if (published) {
            header.add("published n, mean, sd");
        }
        MarkdownTable table = new MarkdownTable(3, header);
        for (SeedReport.Cell cell : cells) {
            List<String> row = new ArrayList<>(List.of(
                    cell.metric(),
                    cell.block(),
                    cell.factor(),
                    cell.n() == cell.planned() ? Integer.toString(cell.n()) : cell.n() + " of " + cell.planned(),
                    Figures.value(cell.metric(), cell.mean()),
                    deviation(cell.metric(), cell.variance())
                            + range(deviation(cell.metric(), cell.lower()), deviation(cell.metric(), cell.upper()))));
            cell.parts().forEach(part -> row.add(part(cell.metric(), part)));
            if (studied) {
                row.add(cell.together() == null ? NONE : percent(cell.together()) + " %");
            }
            if (repeated) {
                row.add(
                        cell.noise() == null
                                ? NONE
                                : deviation(cell.metric(), cell.noise().variance()));
            }
            if (published) {
                row.add(published(cell.metric(), cell.published()));
            }
            table.add(row);
        }
        return table.text();
    }

    private static String part(String metric, SeedReport.Part part) {
        if (part.variance() == null) {
            return NONE;
        }
        return deviation(metric, part.variance())
                + (part.share() == null
                        ? ""
                        : ", " + percent(part.share()) + " %"
                                + range(
                                        part.shareLower() == null ? NONE : percent(part.shareLower()),
                                        part.shareUpper() == null ? NONE : percent(part.shareUpper())))
                + (part.n() == part.planned() ? "" : " (" + part.n() + " of " + part.planned() + ")");
    }

    /** The published deviation is made a sample's, as ours is. */
    private static String published(String metric, Board.@Nullable Published published) {
        if (published == null || published.populationVariance() == null || published.n() < 2) {
            return NONE;
        }
        double variance = published.populationVariance() * published.n() / (published.n() - 1);
        return published.n() + ", " + Figures.value(metric, published.mean()) + ", " + deviation(metric, variance);
    }

    private static String survival(String what, Board.Counts counts) {
        return counts.done() + " of " + counts.planned() + " " + what + " done" + BoardView.rest(counts);
    }

    private static void separations(StringBuilder text, List<SeedReport.Separation> separations, Set<String> metrics) {
        List<SeedReport.Separation> shown = separations.stream()
                .filter(one -> metrics.isEmpty() || metrics.contains(one.metric()))
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        text.append("""

                ## How many seeds would separate two methods

                Differences on equal seeds, first less second; *p* is Student's paired t test's, not corrected for looking at several pairs. *seeds needed* would show a
                difference like this one at the 5 % level four times in five. It rests on a mean and a deviation of few seeds: a plan, not a promise.

                """);
        MarkdownTable table = new MarkdownTable(
                5,
                List.of(
                        "data",
                        "first",
                        "second",
                        "metric",
                        "factor",
                        "seeds",
                        "difference",
                        "95 % interval",
                        "p",
                        "seeds needed",
                        "still to run"));
        for (SeedReport.Separation one : shown) {
            table.add(List.of(
                    one.dataset(),
                    one.first(),
                    one.second(),
                    one.metric(),
                    one.factor(),
                    Integer.toString(one.seeds()),
                    one.difference() == null ? NONE : Figures.signed(one.metric(), one.difference()),
                    one.lower() == null || one.upper() == null
                            ? NONE
                            : Figures.signed(one.metric(), one.lower()) + " to "
                                    + Figures.signed(one.metric(), one.upper()),
                    one.p() == null ? NONE : String.format(Locale.ROOT, "%.2g", one.p()),
                    one.pairs() == null ? one.reason() : one.pairs().toString(),
                    one.more() == null ? NONE : one.more().toString()));
        }
        text.append(table.text());
    }

    private static String range(String lower, String upper) {
        return lower.equals(NONE) || upper.equals(NONE) ? "" : " (" + lower + " to " + upper + ")";
    }

    private static String deviation(String metric, @Nullable Double variance) {
        return variance == null ? NONE : Figures.value(metric, Math.sqrt(variance));
    }

    private static String percent(double share) {
        return Figures.withMinus(Figures.decimal(100 * share, 0));
    }
}
