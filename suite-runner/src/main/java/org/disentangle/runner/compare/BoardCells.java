package org.disentangle.runner.compare;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.SeededBoard;
import org.disentangle.runner.experiment.LineNames;

/**
 * One board, taken apart to be held against another.
 *
 * @param scores of each cell, in the order of the board
 * @param lines by name, likewise
 * @param done seeds of the trials that are done, by the name of their line
 */
record BoardCells(Map<Key, Map<Long, Double>> scores, Map<String, LineNames.Line> lines, Map<String, Set<Long>> done) {

    /** @param line its name with all settings: as text, numbers of either kind are the same */
    record Key(String line, String dataset, String metric, String block, String factor) {}

    /** @param metrics those to look at; empty for all */
    static BoardCells of(SeededBoard seeded, Set<String> metrics) {
        BoardCells cells = new BoardCells(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        for (Board.Line line : seeded.board().lines()) {
            LineNames.Line key = new LineNames.Line(line.dataset(), line.method(), line.settings());
            cells.lines.put(name(key), key);
            cells.done.put(name(key), new TreeSet<>(line.seeds()));
        }
        for (Board.Row row : seeded.board().rows()) {
            if (metrics.isEmpty() || metrics.contains(row.metric())) {
                LineNames.Line line = new LineNames.Line(row.dataset(), row.method(), row.settings());
                cells.scores.put(
                        new Key(name(line), row.dataset(), row.metric(), row.block(), row.factor()),
                        seeded.bySeed(row));
            }
        }
        return cells;
    }

    private static String name(LineNames.Line line) {
        return line.label() + " on " + line.dataset();
    }
}
