package org.disentangle.runner.board;

import java.util.List;
import java.util.Set;
import org.disentangle.runner.board.Board.Line;
import org.disentangle.runner.experiment.Settings;
import org.disentangle.runner.table.MarkdownTable;

/** A board for people: how far it is, how to read it, a ranking and the details per data set, what failed, the settings. */
public final class BoardMarkdown {
    /** Metrics that the legend puts into words of its own. */
    private static final Set<String> EXPLAINED =
            Set.of(BoardView.PROBE, BoardView.R2, BoardView.GAP, BoardView.DIAGONAL);

    private final Board board;
    private final BoardView view;
    private final StringBuilder text = new StringBuilder();

    private BoardMarkdown(Board board) {
        this.board = board;
        this.view = new BoardView(board);
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
        board.datasets().forEach(this::dataset);
        troubles();
        text.append(BoardSettings.text(board));
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
        return "**" + counts.done() + " of " + counts.planned() + " trials are done" + BoardView.rest(counts)
                + ".** What is not done is in no mean; it is listed [below](#trials-in-no-mean).";
    }

    private void legend() {
        text.append("## How to read this\n\n");
        if (has(BoardView.PROBE) || !has(BoardView.R2)) {
            text.append("- A number is the test accuracy in percent of a linear probe on frozen codes: mean ± sample")
                    .append(" standard deviation over seeds (no ± for one seed).\n");
        }
        if (has(BoardView.R2)) {
            text.append(
                            "- *linear-r2* is the share of a continuous factor's variance that a linear regression on frozen")
                    .append(" codes explains on test data: 1 is all of it, 0 no better than the mean.\n");
        }
        MetricText.of(board, EXPLAINED).forEach((metric, meaning) -> text.append("- *")
                .append(metric)
                .append("*: ")
                .append(meaning)
                .append('\n'));
        if (has(BoardView.GAP)) {
            halves();
        } else {
            text.append(
                    "- *r* is what the encoder gives, *z* what the heads make of it; the others are parts of them.\n");
        }
        if (!board.published().isEmpty()) {
            text.append("- *published* is the number in the source, *diff.* ours less theirs in percentage points.")
                    .append(
                            " Published halves are matched by the same rule. *var* is the population variance in squared")
                    .append(" percentage points.\n");
        }
        text.append('\n');
    }

    private boolean has(String metric) {
        return board.rows().stream().anyMatch(row -> row.metric().equals(metric));
    }

    private void halves() {
        text.append("- *r* is what the encoder gives, *z* what the heads make of it; *r0*, *r1*, *z0*, *z1* are their")
                .append(
                        " halves. Disentangled would be: one half as good as the whole at one factor and at chance at the")
                .append(" other, and the other half the other way round.\n")
                .append(
                        "- *gap* is how far the two halves lie apart, taken per seed and then averaged; noise alone keeps")
                .append(
                        " it above 0. *diagonal* counts the seeds in which one half is better at the first factor and the")
                .append(" other at the second; noise alone makes that one in two.\n")
                .append(
                        "- Which half holds which factor is arbitrary per seed, so halves are **matched before they are")
                .append(
                        " averaged**: the half that leans more to the first factor comes first. That choice alone makes")
                .append(" mean halves look a little diagonal; gap and diagonal do not depend on it.\n");
    }

    private void dataset(Board.DataSummary data) {
        paragraph("## " + data.dataset());
        if (data.trainGroups() == 0) {
            paragraph("Nothing is known yet: no trial got as far as the data.");
            return;
        }
        List<Line> lines = board.lines().stream()
                .filter(line -> line.dataset().equals(data.dataset()))
                .toList();
        paragraph(DataFacts.of(data, name -> "**" + name + "**") + " " + SelectionText.of(view, lines));
        Ranking.of(view, data).forEach(ranking -> text.append(new OverviewTable(view, ranking).text())
                .append('\n'));
        for (Line line : lines) {
            paragraph("### " + BoardView.label(line) + (board.datasets().size() > 1 ? " on " + data.dataset() : ""));
            if (!line.summary().isEmpty()) {
                paragraph(line.summary() + ".");
            }
            text.append(new LineTables(view, line, data.factors()).text());
        }
    }

    private void troubles() {
        if (board.troubles().isEmpty()) {
            return;
        }
        paragraph("## Trials in no mean");
        List<String> header = List.of("trial", "data", "method", "seed", "state", "cause", "at", "message");
        MarkdownTable table = new MarkdownTable(header.size(), header);
        for (Board.Trouble trouble : board.troubles()) {
            table.add(List.of(
                    "`" + trouble.id().substring(0, Math.min(10, trouble.id().length())) + "`",
                    trouble.dataset(),
                    Settings.label(trouble.method(), trouble.settings()),
                    Long.toString(trouble.seed()),
                    trouble.status(),
                    trouble.cause(),
                    trouble.step() < 0 ? trouble.phase() : "step " + trouble.step(),
                    trouble.message()));
        }
        text.append(table.text()).append('\n');
    }

    private void sources() {
        list("Published numbers", board.published());
        list("References", board.references());
    }

    private void list(String title, List<String> items) {
        if (!items.isEmpty()) {
            paragraph("## " + title);
            items.forEach(item -> text.append("- ").append(item).append('\n'));
            text.append('\n');
        }
    }
}
