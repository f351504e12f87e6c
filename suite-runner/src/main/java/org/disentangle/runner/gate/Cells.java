package org.disentangle.runner.gate;

import org.disentangle.runner.board.Board.DataSummary;
import org.disentangle.runner.board.BoardView;

/** Which cells of a data set a gate is about. */
final class Cells {
    private Cells() {}

    static boolean isContinuous(DataSummary data, String factor) {
        return data.continuousFactors().stream().anyMatch(known -> known.name().equals(factor));
    }

    /** What methods are ranked by: the probe for classes, the regression for numbers. */
    static String metric(Gate gate, DataSummary data) {
        return !gate.metric().isEmpty()
                ? gate.metric()
                : isContinuous(data, gate.factor()) ? BoardView.R2 : BoardView.PROBE;
    }

    /** Whether a gate's factor is none of a data set's; never for a data set of which nothing is known yet. */
    static boolean isForeign(Gate gate, DataSummary data) {
        return data.trainGroups() > 0
                && !gate.factor().isEmpty()
                && !isContinuous(data, gate.factor())
                && data.factors().stream().noneMatch(known -> known.name().equals(gate.factor()));
    }
}
