package org.disentangle.runner.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.disentangle.runner.board.Board.FactorSummary;
import org.disentangle.runner.board.Board.Line;
import org.disentangle.runner.board.Board.Row;

/** All methods on one data set, ranked: how much the code knows of each shared factor, and how the halves divide it. */
final class OverviewTable {
    private final BoardView view;
    private final List<FactorSummary> factors;

    /** @param factors those that a pair shares, in board order */
    OverviewTable(BoardView view, List<FactorSummary> factors) {
        this.view = view;
        this.factors = factors;
    }

    String text(List<Line> lines) {
        List<String> header = new ArrayList<>(List.of("method", "n", "on"));
        factors.forEach(factor -> header.addAll(List.of(factor.name(), "halves")));
        factors.forEach(factor -> header.add("gap " + factor.name()));
        header.add("diagonal");
        MarkdownTable table = new MarkdownTable(1, header);
        lines.stream()
                .sorted(Comparator.comparingDouble(line -> -meanGap(line)))
                .forEach(line -> table.add(row(line)));
        table.add(chance(header.size()));
        String names = factors.stream().map(FactorSummary::name).collect(Collectors.joining(" and "));
        return "Ranked by the mean gap over " + names + " (on *z*; on *r* where there are no heads):\n\n"
                + table.text();
    }

    private List<String> row(Line line) {
        String whole = whole(line);
        List<String> parts = line.parts().getOrDefault(whole, List.of());
        List<String> row = new ArrayList<>(List.of(BoardView.label(line), BoardView.count(line.counts()), whole));
        for (FactorSummary factor : factors) {
            row.add(view.cell(line, BoardView.PROBE, whole, factor.name()));
            row.add(parts.stream()
                    .map(part -> view.mean(line, BoardView.PROBE, part, factor.name()))
                    .collect(Collectors.joining(" / ")));
        }
        factors.forEach(factor -> row.add(view.cell(line, BoardView.GAP, whole, factor.name())));
        row.add(view.diagonal(line, whole));
        return row;
    }

    private List<String> chance(int columns) {
        List<String> row = new ArrayList<>(List.of("*chance*", "", ""));
        factors.forEach(factor -> row.addAll(List.of(Figures.decimal(100 * factor.chance(), 1), "")));
        while (row.size() < columns) {
            row.add("");
        }
        return row;
    }

    private static String whole(Line line) {
        return line.blocks().contains("z") ? "z" : "r";
    }

    /** Below every gap for a line without one. */
    private double meanGap(Line line) {
        return factors.stream()
                .mapToDouble(factor -> view.row(line, BoardView.GAP, whole(line), factor.name())
                        .map(Row::mean)
                        .orElse(-1.0))
                .average()
                .orElse(-1);
    }
}
