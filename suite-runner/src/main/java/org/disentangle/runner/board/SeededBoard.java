package org.disentangle.runner.board;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.disentangle.metrics.statistics.Interval;
import org.disentangle.metrics.statistics.SeedStatistics;
import org.disentangle.runner.board.Board.Row;
import org.disentangle.runner.ranking.RankingStatistics;

/** A board and the numbers behind its means, blocks matched. Rows are those of this board, not others that equal them. */
public final class SeededBoard {
    /** How sure intervals over seeds are. */
    public static final double LEVEL = 0.95;

    private final Board board;
    private final Map<Row, List<Double>> values = new IdentityHashMap<>();
    private final Map<String, Long> seeds;

    /**
     * @param values by row of the board, each in the order of the row's trial ids
     * @param seeds of all trials behind the rows, by id
     */
    SeededBoard(Board board, List<List<Double>> values, Map<String, Long> seeds) {
        if (values.size() != board.rows().size()) {
            throw new IllegalArgumentException("There are values for " + values.size() + " of "
                    + board.rows().size() + " rows");
        }
        this.board = board;
        this.seeds = seeds;
        for (int i = 0; i < values.size(); i++) {
            this.values.put(board.rows().get(i), values.get(i));
        }
    }

    private SeededBoard(Board board, SeededBoard other) {
        this.board = board;
        this.values.putAll(other.values);
        this.seeds = other.seeds;
    }

    /** The same with its board's rankings. */
    SeededBoard with(List<RankingStatistics> rankings) {
        return new SeededBoard(board.with(rankings), this);
    }

    public Board board() {
        return board;
    }

    /** In the order of the row's trial ids. */
    public List<Double> values(Row row) {
        return Objects.requireNonNull(values.get(row), "a row of this board");
    }

    /** Seeds ascending. */
    public SortedMap<Long, Double> bySeed(Row row) {
        SortedMap<Long, Double> bySeed = new TreeMap<>();
        List<Double> behind = values(row);
        for (int i = 0; i < behind.size(); i++) {
            bySeed.put(Objects.requireNonNull(seeds.get(row.trialIds().get(i))), behind.get(i));
        }
        return bySeed;
    }

    public SeedStatistics statistics(Row row) {
        return SeedStatistics.of(
                values(row).stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Student's t interval of the mean; empty below three seeds. */
    public Optional<Interval> interval(Row row) {
        return statistics(row).interval(LEVEL);
    }
}
