package org.disentangle.runner.gate;

import java.util.ArrayList;
import java.util.List;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.BoardView;

/**
 * What a board says to a gate. A gate fails if one of its cells meets its condition, and also if one is missing or lacks trials: nothing is
 * known of it.
 *
 * @param reasons why it fails, a sentence per cell; empty if it does not
 */
public record Verdict(Gate gate, List<String> reasons) {
    public Verdict {
        reasons = List.copyOf(reasons);
    }

    public boolean fails() {
        return !reasons.isEmpty();
    }

    /** @param board that the gate was read for */
    public static Verdict of(Gate gate, Board board) {
        BoardView view = new BoardView(board);
        List<String> reasons = new ArrayList<>();
        int judged = 0;
        for (Board.Line line : gate.lines()) {
            Board.DataSummary data = board.datasets().stream()
                    .filter(known -> known.dataset().equals(line.dataset()))
                    .findFirst()
                    .orElseThrow();
            if (!Cells.isForeign(gate, data)) {
                judged++;
                judge(gate, view, line, Cells.metric(gate, data), reasons);
            }
        }
        if (judged == 0) {
            reasons.add("no data set of this method has the factor " + gate.factor());
        }
        return new Verdict(gate, reasons);
    }

    private static void judge(Gate gate, BoardView view, Board.Line line, String metric, List<String> reasons) {
        String cell = BoardView.label(line) + " on " + line.dataset() + ": " + metric + " of " + gate.block()
                + (gate.factor().isEmpty() ? "" : " for " + gate.factor());
        view.row(line, metric, gate.block(), gate.factor())
                .ifPresentOrElse(
                        row -> {
                            boolean met = gate.comparison().holds(row.mean(), gate.threshold());
                            String mean = " is " + CanonicalJson.write(row.mean()) + " (mean of " + row.n() + ")";
                            if (row.n() < row.planned()) {
                                reasons.add(cell + mean + ", but only " + row.n() + " of " + row.planned()
                                        + " trials have this score");
                            } else if (met) {
                                reasons.add(cell + mean + ", which is "
                                        + gate.comparison().sign() + " " + CanonicalJson.write(gate.threshold()));
                            }
                        },
                        () -> reasons.add(cell + " is missing; trials: " + BoardView.count(line.counts())));
    }
}
