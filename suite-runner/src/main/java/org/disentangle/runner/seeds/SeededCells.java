package org.disentangle.runner.seeds;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.BoardMaker;
import org.disentangle.runner.board.SeededBoard;
import org.disentangle.runner.experiment.Plan;
import org.jspecify.annotations.Nullable;

/**
 * The board of some trials, its values by seed, blocks matched.
 *
 * @param cells by what they are about
 */
record SeededCells(Board board, Map<Key, Cell> cells) {

    /** @param line dataset, method and settings */
    record Key(String line, String metric, String block, String factor) {}

    /** @param bySeed ascending */
    record Cell(Board.Row row, Map<Long, Double> bySeed) {
        double[] values() {
            return bySeed.values().stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    static SeededCells of(Plan plan, Map<String, TrialRecord> records) {
        SeededBoard seeded = BoardMaker.makeWithSeeds(plan, records);
        Map<Key, Cell> cells = new LinkedHashMap<>();
        for (Board.Row row : seeded.board().rows()) {
            cells.put(
                    new Key(line(row.dataset(), row.method(), row.settings()), row.metric(), row.block(), row.factor()),
                    new Cell(row, seeded.bySeed(row)));
        }
        return new SeededCells(seeded.board(), cells);
    }

    static String line(String dataset, String method, Map<String, @Nullable Object> settings) {
        return CanonicalJson.write(List.of(dataset, method, settings));
    }

    Optional<Cell> get(Key key) {
        return Optional.ofNullable(cells.get(key));
    }
}
