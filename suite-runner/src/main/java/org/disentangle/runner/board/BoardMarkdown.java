package org.disentangle.runner.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.disentangle.runner.board.Board.FactorSummary;
import org.disentangle.runner.board.Board.Line;
import org.disentangle.runner.board.Board.Row;

/** A board for people. */
public final class BoardMarkdown {
    private static final String PROBE = BlockOrder.METRIC;
    private static final String GAP = "gap";
    private static final String DIAGONAL = "diagonal";
    private static final String NONE = "–";

    private final Board board;
    private final StringBuilder text = new StringBuilder();

    private BoardMarkdown(Board board) {
        this.board = board;
    }

    public static String write(Board board) {
        return new BoardMarkdown(board).write();
    }

    private String write() {
        paragraph("# " + board.title());
        if (!board.description().isEmpty()) {
            paragraph(board.description());
        }
        paragraph(state());
        board.warnings().forEach(warning -> paragraph("**Note.** " + warning));
        if (!board.rows().isEmpty()) {
            legend();
        }
        for (Board.DataSummary data : board.datasets()) {
            dataset(data);
        }
        troubles();
        BoardSettings.write(board, text);
        sources();
        return text.toString().stripTrailing() + "\n";
    }

    private void paragraph(String paragraph) {
        text.append(paragraph).append("\n\n");
    }

    private String state() {
        Board.Counts counts = board.counts();
        if (counts.done() == counts.planned()) {
            return "All " + counts.planned() + " trials are done.";
        }
        return "**" + counts.done() + " of " + counts.planned() + " trials are done" + rest(counts)
                + ".** What is not done is in no mean; it is listed [below](#trials-in-no-mean).";
    }

    private static String rest(Board.Counts counts) {
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

    private void legend() {
        text.append("## How to read this\n\n");
        text.append("- A cell is the test accuracy in percent of a linear probe on frozen codes, mean ± sample standard")
                .append(" deviation over seeds (no ± below two seeds).\n")
                .append("- *r* is the encoder's output, *z* that of the heads; *r0*, *r1*, *z0*, *z1* are their halves.")
                .append(" Disentangled means: one half as good as the whole at a factor, the other at chance, and the")
                .append(" other way round for the other factor.\n")
                .append("- *gap* is the distance of the two halves, taken per seed and then averaged; noise alone keeps")
                .append(" it above 0. *diagonal* counts the seeds in which one half is better at the first factor and")
                .append(" the other at the second; noise alone gives one in two.\n")
                .append("- Which half holds which factor is arbitrary per seed, so halves are **matched before they are")
                .append(" averaged**: the half that is better at the first factor than at the second comes first. That")
                .append(" choice alone makes halves look a little diagonal; gap and diagonal do not depend on it.\n");
        if (!board.published().isEmpty()) {
            text.append("- *published* is the number in the source, *diff.* ours less theirs in percentage points.")
                    .append(" Published halves are matched by the same rule. *var* is the population variance in squared")
                    .append(" percentage points, as the source prints it.\n");
        }
        text.append('\n');
    }

    private void dataset(Board.DataSummary data) {
        paragraph("## " + data.dataset());
        List<Line> lines = board.lines().stream()
                .filter(line -> line.dataset().equals(data.dataset()))
                .toList();
        if (data.factors().isEmpty()) {
            paragraph("Nothing is known yet: no trial got as far as the data.");
            return;
        }
        String factors = data.factors().stream()
                .map(factor -> "**" + factor.name() + "** " + factor.title() + " (" + factor.cardinality()
                        + " values, chance " + Figures.decimal(100 * factor.chance(), 1) + " %"
                        + (factor.shared() ? "" : "; differs within a pair") + ")")
                .collect(Collectors.joining(", "));
        paragraph("Factors: " + factors + ". Scored on " + data.trainGroups() + " training and " + data.testGroups()
                + " test groups.");
        overview(lines, shared(data));
        for (Line line : lines) {
            details(line, data);
        }
    }

    private static List<FactorSummary> shared(Board.DataSummary data) {
        return data.factors().stream().filter(FactorSummary::shared).toList();
    }

    /** All lines in one table, the largest mean gap first. */
    private void overview(List<Line> lines, List<FactorSummary> factors) {
        List<String> header = new ArrayList<>(List.of("method", "n", "on"));
        factors.forEach(factor -> header.add(factor.name()));
        factors.forEach(factor -> header.add("gap " + factor.name()));
        header.add("diagonal");
        MarkdownTable table = new MarkdownTable(header);
        lines.stream()
                .sorted(Comparator.comparingDouble((Line line) -> -meanGap(line, factors)))
                .forEach(line -> table.add(overviewRow(line, factors)));
        paragraph("Ranked by the mean gap over " + names(factors) + " (on z; on r where there are no heads):");
        text.append(table.text()).append('\n');
    }

    private List<String> overviewRow(Line line, List<FactorSummary> factors) {
        String whole = mainWhole(line);
        List<String> row = new ArrayList<>(List.of(label(line), count(line.counts()), whole));
        factors.forEach(factor -> row.add(cell(line, PROBE, whole, factor.name())));
        factors.forEach(factor -> row.add(cell(line, GAP, whole, factor.name())));
        row.add(diagonal(line, whole));
        return row;
    }

    private static String mainWhole(Line line) {
        return line.blocks().contains("z") ? "z" : "r";
    }

    private double meanGap(Line line, List<FactorSummary> factors) {
        return factors.stream()
                .mapToDouble(factor -> row(line, GAP, mainWhole(line), factor.name())
                        .map(Row::mean)
                        .orElse(-1.0))
                .average()
                .orElse(-1);
    }

    private static String names(List<FactorSummary> factors) {
        return factors.stream().map(FactorSummary::name).collect(Collectors.joining(" and "));
    }

    private static String label(Line line) {
        String settings = Figures.settings(line.settings());
        return settings.isEmpty() ? line.method() : line.method() + " (" + settings + ")";
    }

    /** {@code 3}, or {@code 2 of 3, 1 diverged} where trials are missing. */
    private static String count(Board.Counts counts) {
        return counts.done() == counts.planned()
                ? Integer.toString(counts.done())
                : counts.done() + " of " + counts.planned() + rest(counts);
    }

    private void details(Line line, Board.DataSummary data) {
        paragraph("### " + label(line) + " · " + data.dataset());
        if (line.counts().done() == 0) {
            paragraph("No trial is done (" + count(line.counts()) + ").");
            return;
        }
        String seeds = line.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
        paragraph("n = " + count(line.counts()) + " (seed" + (line.seeds().size() == 1 ? " " : "s ") + seeds + ")"
                + matched(line) + ".");
        boolean published = board.rows().stream().anyMatch(row -> of(row, line) && row.published() != null);
        MarkdownTable probes = new MarkdownTable(header(data, published));
        for (String block : line.blocks()) {
            add(probes, line, PROBE, block, block, data, published);
        }
        if (!probes.isEmpty()) {
            chance(probes, data, published);
            for (String whole : line.parts().keySet()) {
                add(probes, line, GAP, whole, "gap " + whole, data, published);
            }
            text.append(probes.text()).append('\n');
        }
        String diagonals = line.parts().keySet().stream()
                .filter(whole -> row(line, DIAGONAL, whole, "").isPresent())
                .map(whole -> whole + " in " + diagonal(line, whole) + " seeds")
                .collect(Collectors.joining(", "));
        if (!diagonals.isEmpty()) {
            paragraph("Diagonal: " + diagonals + ".");
        }
        others(line, data);
    }

    private static String matched(Line line) {
        String wholes = line.swapped().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getKey() + " in " + entry.getValue() + " of " + line.seeds().size())
                .collect(Collectors.joining(", "));
        return wholes.isEmpty() ? "" : "; halves swapped by matching: " + wholes;
    }

    private static List<String> header(Board.DataSummary data, boolean published) {
        List<String> header = new ArrayList<>(List.of("input"));
        for (FactorSummary factor : data.factors()) {
            header.add(factor.name());
            if (published) {
                header.add("published");
                header.add("diff.");
            }
        }
        return header;
    }

    private void add(
            MarkdownTable table,
            Line line,
            String metric,
            String block,
            String name,
            Board.DataSummary data,
            boolean published) {
        List<String> cells = new ArrayList<>(List.of(name));
        boolean any = false;
        for (FactorSummary factor : data.factors()) {
            Optional<Row> row = row(line, metric, block, factor.name());
            any |= row.isPresent();
            cells.add(cell(line, metric, block, factor.name()));
            if (published) {
                cells.add(row.map(BoardMarkdown::published).orElse(""));
                cells.add(row.map(Row::difference)
                        .map(difference -> Figures.signed(metric, difference))
                        .orElse(""));
            }
        }
        if (any) {
            table.add(cells);
        }
    }

    private static String published(Row row) {
        Board.Published published = row.published();
        if (published == null) {
            return "";
        }
        String mean = Figures.value(row.metric(), published.mean());
        Double variance = published.populationVariance();
        return variance == null
                ? mean
                : mean + " (var " + Figures.decimal(1e4 * variance, 1) + ", n " + published.n() + ")";
    }

    private static void chance(MarkdownTable table, Board.DataSummary data, boolean published) {
        List<String> cells = new ArrayList<>(List.of("chance"));
        for (FactorSummary factor : data.factors()) {
            cells.add(Figures.decimal(100 * factor.chance(), 1));
            if (published) {
                cells.addAll(List.of("", ""));
            }
        }
        table.add(cells);
    }

    /** Metrics that have no place in the main table, each in one of its own. */
    private void others(Line line, Board.DataSummary data) {
        List<String> metrics = board.rows().stream()
                .filter(row -> of(row, line))
                .map(Row::metric)
                .filter(metric -> !List.of(PROBE, GAP, DIAGONAL).contains(metric))
                .distinct()
                .toList();
        for (String metric : metrics) {
            List<String> header = new ArrayList<>(List.of(metric));
            data.factors().forEach(factor -> header.add(factor.name()));
            boolean overall = board.rows().stream()
                    .anyMatch(row -> of(row, line)
                            && row.metric().equals(metric)
                            && row.factor().isEmpty());
            if (overall) {
                header.add("all");
            }
            MarkdownTable table = new MarkdownTable(header);
            board.rows().stream()
                    .filter(row -> of(row, line) && row.metric().equals(metric))
                    .map(Row::block)
                    .distinct()
                    .sorted(Comparator.comparingInt(block -> position(line, block)))
                    .forEach(block -> {
                        List<String> cells = new ArrayList<>(List.of(block));
                        data.factors().forEach(factor -> cells.add(cell(line, metric, block, factor.name())));
                        if (overall) {
                            cells.add(cell(line, metric, block, ""));
                        }
                        table.add(cells);
                    });
            text.append(table.text()).append('\n');
        }
    }

    private static int position(Line line, String block) {
        int position = line.blocks().indexOf(block);
        return position < 0 ? Integer.MAX_VALUE : position;
    }

    private String cell(Line line, String metric, String block, String factor) {
        return row(line, metric, block, factor).map(BoardMarkdown::cell).orElse(NONE);
    }

    private static String cell(Row row) {
        Double deviation = row.sd();
        String mean = Figures.value(row.metric(), row.mean());
        return mean + (deviation == null ? "" : " ± " + Figures.value(row.metric(), deviation))
                + (row.unconverged() > 0 ? " *" : "");
    }

    private String diagonal(Line line, String whole) {
        return row(line, DIAGONAL, whole, "")
                .map(row -> Math.round(row.mean() * row.n()) + " of " + row.n())
                .orElse(NONE);
    }

    private Optional<Row> row(Line line, String metric, String block, String factor) {
        return board.rows().stream()
                .filter(row -> of(row, line)
                        && row.metric().equals(metric)
                        && row.block().equals(block)
                        && row.factor().equals(factor))
                .findFirst();
    }

    private static boolean of(Row row, Line line) {
        return row.method().equals(line.method())
                && row.dataset().equals(line.dataset())
                && row.settings().equals(line.settings());
    }

    private void troubles() {
        if (board.troubles().isEmpty()) {
            return;
        }
        paragraph("## Trials in no mean");
        MarkdownTable table =
                new MarkdownTable(List.of("trial", "data", "method", "seed", "state", "cause", "step", "message"));
        for (Board.Trouble trouble : board.troubles()) {
            String settings = Figures.settings(trouble.settings());
            table.add(List.of(
                    "`" + trouble.id().substring(0, Math.min(10, trouble.id().length())) + "`",
                    trouble.dataset(),
                    settings.isEmpty() ? trouble.method() : trouble.method() + " (" + settings + ")",
                    Long.toString(trouble.seed()),
                    trouble.status(),
                    trouble.cause(),
                    trouble.step() < 0 ? trouble.phase() : Long.toString(trouble.step()),
                    trouble.message()));
        }
        text.append(table.text()).append('\n');
    }

    private void sources() {
        if (!board.published().isEmpty()) {
            text.append("## Published numbers\n\n");
            board.published().forEach(source -> text.append("- ").append(source).append('\n'));
            text.append('\n');
        }
        if (!board.references().isEmpty()) {
            text.append("## References\n\n");
            board.references()
                    .forEach(reference -> text.append("- ").append(reference).append('\n'));
        }
    }
}
