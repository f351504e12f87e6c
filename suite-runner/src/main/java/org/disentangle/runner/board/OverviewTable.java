package org.disentangle.runner.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.disentangle.runner.board.Board.ContinuousFactorSummary;
import org.disentangle.runner.board.Board.FactorSummary;
import org.disentangle.runner.board.Board.Line;
import org.disentangle.runner.board.Board.Row;
import org.disentangle.runner.table.MarkdownTable;

/** All methods on one data set, ranked: how much the code knows of each factor, and how its parts divide it. */
final class OverviewTable {
    private final BoardView view;
    private final String metric;
    private final List<String> factors;
    private final List<Double> chances;

    private OverviewTable(BoardView view, String metric, List<String> factors, List<Double> chances) {
        this.view = view;
        this.metric = metric;
        this.factors = factors;
        this.chances = chances;
    }

    /** @param factors those that a pair shares, in board order */
    static OverviewTable ofClasses(BoardView view, List<FactorSummary> factors) {
        return new OverviewTable(
                view,
                BoardView.PROBE,
                factors.stream().map(FactorSummary::name).toList(),
                factors.stream().map(FactorSummary::chance).toList());
    }

    static OverviewTable ofNumbers(BoardView view, List<ContinuousFactorSummary> factors) {
        return new OverviewTable(
                view,
                BoardView.R2,
                factors.stream().map(ContinuousFactorSummary::name).toList(),
                List.of());
    }

    /** Empty if no line has a score for it. */
    String text(List<Line> lines) {
        if (!any(lines, metric)) {
            return "";
        }
        boolean gaps = any(lines, BoardView.GAP);
        boolean halves =
                lines.stream().allMatch(line -> line.parts().values().stream().allMatch(parts -> parts.size() == 2));
        List<String> header = new ArrayList<>(List.of("method", "n", "on"));
        factors.forEach(factor -> header.addAll(List.of(factor, halves ? "halves" : "parts")));
        if (gaps) {
            factors.forEach(factor -> header.add("gap " + factor));
            header.add("diagonal");
        }
        MarkdownTable table = new MarkdownTable(1, header);
        lines.stream()
                .sorted(Comparator.comparingDouble(line -> -rank(line, gaps)))
                .forEach(line -> table.add(row(line, gaps)));
        if (!chances.isEmpty()) {
            table.add(chance(header.size()));
        }
        String names = String.join(" and ", factors);
        return (gaps ? "Ranked by the mean gap over " : "Ranked by the mean " + metric + " over ") + names
                + " (on *z*; on *r* where there are no heads):\n\n" + table.text();
    }

    private boolean any(List<Line> lines, String wanted) {
        return lines.stream().anyMatch(line -> factors.stream()
                .anyMatch(factor -> view.row(line, wanted, whole(line), factor).isPresent()));
    }

    private List<String> row(Line line, boolean gaps) {
        String whole = whole(line);
        List<String> parts = line.parts().getOrDefault(whole, List.of());
        List<String> row = new ArrayList<>(List.of(BoardView.label(line), BoardView.count(line.counts()), whole));
        for (String factor : factors) {
            row.add(view.cell(line, metric, whole, factor));
            row.add(parts.stream()
                    .map(part -> view.mean(line, metric, part, factor))
                    .collect(Collectors.joining(" / ")));
        }
        if (gaps) {
            factors.forEach(factor -> row.add(view.cell(line, BoardView.GAP, whole, factor)));
            row.add(view.diagonal(line, whole));
        }
        return row;
    }

    private List<String> chance(int columns) {
        List<String> row = new ArrayList<>(List.of("*chance*", "", ""));
        chances.forEach(chance -> row.addAll(List.of(Figures.decimal(100 * chance, 1), "")));
        while (row.size() < columns) {
            row.add("");
        }
        return row;
    }

    private static String whole(Line line) {
        return line.blocks().contains("z") ? "z" : "r";
    }

    /** Below every gap for a line without one. */
    private double rank(Line line, boolean gaps) {
        return factors.stream()
                .mapToDouble(factor -> view.row(line, gaps ? BoardView.GAP : metric, whole(line), factor)
                        .map(Row::mean)
                        .orElse(gaps ? -1.0 : Double.NEGATIVE_INFINITY))
                .average()
                .orElse(-1);
    }
}
