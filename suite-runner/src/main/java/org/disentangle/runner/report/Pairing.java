package org.disentangle.runner.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.disentangle.runner.board.BoardView;
import org.disentangle.runner.board.SeededBoard;
import org.disentangle.runner.compare.PairedDifference;
import org.disentangle.runner.report.SideBySide.Cell;

/** What a line's cells are apart from its cell in the first experiment, on the seeds that both have. */
final class Pairing {
    private Pairing() {}

    /** @param row cells by experiment of a table */
    static List<Cell> of(String metric, List<Cell> row) {
        List<Cell> paired = new ArrayList<>(List.of(row.get(0)));
        for (Cell cell : row.subList(1, row.size())) {
            String reason = reason(metric, row.get(0), cell);
            paired.add(
                    reason.isEmpty()
                            ? cell.paired(Optional.of(PairedDifference.of(bySeed(row.get(0)), bySeed(cell))), "")
                            : cell.paired(Optional.empty(), reason));
        }
        return paired;
    }

    /** Empty if there is nothing against a difference. */
    private static String reason(String metric, Cell first, Cell cell) {
        if (cell.mean() == null) {
            return "there is no mean";
        }
        if (first.mean() == null) {
            return "the first experiment has no mean";
        }
        if (metric.equals(BoardView.DIAGONAL)) {
            return "counts of seeds are not paired";
        }
        Set<String> shared = new HashSet<>(first.trialIds());
        shared.retainAll(cell.trialIds());
        if (!shared.isEmpty()) {
            return shared.size() == cell.n() && shared.size() == first.n()
                    ? "the same trials"
                    : "some trials are the same";
        }
        Set<Long> seeds = new HashSet<>(bySeed(first).keySet());
        seeds.retainAll(bySeed(cell).keySet());
        return seeds.isEmpty() ? "no seed is done in both" : "";
    }

    private static Map<Long, Double> bySeed(Cell cell) {
        return cell.scores().stream().collect(Collectors.toMap(SeededBoard.Score::seed, SeededBoard.Score::value));
    }
}
