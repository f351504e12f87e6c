package org.disentangle.runner.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.disentangle.core.metric.Metric.Direction;
import org.disentangle.runner.board.Board.ContinuousFactorSummary;
import org.disentangle.runner.board.Board.DataSummary;
import org.disentangle.runner.board.Board.FactorSummary;
import org.disentangle.runner.board.Board.Line;
import org.disentangle.runner.board.Board.Row;

/**
 * All methods on one data set in order: by the mean gap where there are gaps, else by what the whole code knows.
 *
 * @param metric says how much a code knows of a factor
 * @param factors that it is averaged over, in board order
 * @param chances by factor; empty for numbers
 * @param gaps whether lines are ranked by their gaps
 * @param halves whether every whole falls into two blocks
 * @param lines best first
 */
public record Ranking(
        String metric, List<String> factors, List<Double> chances, boolean gaps, boolean halves, List<Line> lines) {
    public Ranking {
        factors = List.copyOf(factors);
        chances = List.copyOf(chances);
        lines = List.copyOf(lines);
    }

    /** Of the classes that a pair shares, and of the numbers; each only if some line has a score for it. */
    public static List<Ranking> of(BoardView view, DataSummary data) {
        List<Line> lines = view.board().lines().stream()
                .filter(line -> line.dataset().equals(data.dataset()))
                .toList();
        List<FactorSummary> shared =
                data.factors().stream().filter(FactorSummary::shared).toList();
        List<Ranking> rankings = new ArrayList<>();
        add(
                rankings,
                view,
                lines,
                BoardView.PROBE,
                shared.stream().map(FactorSummary::name).toList(),
                shared.stream().map(FactorSummary::chance).toList());
        add(
                rankings,
                view,
                lines,
                BoardView.R2,
                data.continuousFactors().stream()
                        .map(ContinuousFactorSummary::name)
                        .toList(),
                List.of());
        return rankings;
    }

    private static void add(
            List<Ranking> rankings,
            BoardView view,
            List<Line> lines,
            String metric,
            List<String> factors,
            List<Double> chances) {
        if (!any(view, lines, metric, factors)) {
            return;
        }
        boolean gaps = any(view, lines, BoardView.GAP, factors);
        boolean halves =
                lines.stream().allMatch(line -> line.parts().values().stream().allMatch(parts -> parts.size() == 2));
        List<Line> ranked = lines.stream()
                .sorted(Comparator.comparingDouble(line -> -value(view, line, gaps ? BoardView.GAP : metric, factors)))
                .toList();
        rankings.add(new Ranking(metric, factors, chances, gaps, halves, ranked));
    }

    private static boolean any(BoardView view, List<Line> lines, String metric, List<String> factors) {
        return lines.stream().anyMatch(line -> factors.stream()
                .anyMatch(factor -> view.row(line, metric, whole(line), factor).isPresent()));
    }

    /** Below every gap for a line without one. */
    private static double value(BoardView view, Line line, String metric, List<String> factors) {
        double none = metric.equals(BoardView.GAP) ? -1.0 : Double.NEGATIVE_INFINITY;
        return factors.stream()
                .mapToDouble(factor -> view.row(line, metric, whole(line), factor)
                        .map(Row::mean)
                        .orElse(none))
                .average()
                .orElse(-1);
    }

    /** The metric whose mean over the factors decides. */
    public String ranked() {
        return gaps ? BoardView.GAP : metric;
    }

    /** Accuracies, shares of variance and gaps are all the better the higher they are. */
    public Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    /** {@code the mean gap over DC and BC}. */
    public String by() {
        return "the mean " + ranked() + " over " + String.join(" and ", factors);
    }

    public String partsTitle() {
        return halves ? "halves" : "parts";
    }

    /** The block that a line is ranked by. */
    public static String whole(Line line) {
        return line.blocks().contains("z") ? "z" : "r";
    }
}
