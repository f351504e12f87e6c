package org.disentangle.runner.board;

import java.util.List;

/**
 * A board and the numbers behind its means, blocks matched.
 *
 * @param values by row of the board, each in the order of the row's trial ids
 */
public record SeededBoard(Board board, List<List<Double>> values) {
    public SeededBoard {
        values = List.copyOf(values);
        if (values.size() != board.rows().size()) {
            throw new IllegalArgumentException("There are values for " + values.size() + " of "
                    + board.rows().size() + " rows");
        }
    }
}
