package org.disentangle.runner.board;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.disentangle.metrics.statistics.Interval;
import org.disentangle.metrics.statistics.Proportion;
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

    /** What a trial says to a row. */
    public record Score(String trialId, long seed, double value) {}

    /** In the order of the row's trial ids. */
    public List<Double> values(Row row) {
        return Objects.requireNonNull(values.get(row), "a row of this board");
    }

    /** Likewise. */
    public List<Score> scores(Row row) {
        List<Double> behind = values(row);
        return IntStream.range(0, behind.size())
                .mapToObj(i -> new Score(
                        row.trialIds().get(i),
                        Objects.requireNonNull(seeds.get(row.trialIds().get(i))),
                        behind.get(i)))
                .toList();
    }

    /** Seeds ascending. */
    public SortedMap<Long, Double> bySeed(Row row) {
        SortedMap<Long, Double> bySeed = new TreeMap<>();
        scores(row).forEach(score -> bySeed.put(score.seed(), score.value()));
        return bySeed;
    }

    public SeedStatistics statistics(Row row) {
        return SeedStatistics.of(
                values(row).stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Of the mean: Student's t, empty below three seeds; of a count of seeds Clopper and Pearson's. */
    public Optional<Interval> interval(Row row) {
        return isCount(row)
                ? Optional.of(new Proportion(count(row), row.n()).clopperPearson(LEVEL))
                : statistics(row).interval(LEVEL);
    }

    /** Whether the values are 1 for the seeds that are counted and 0 for the others. */
    public static boolean isCount(Row row) {
        return row.metric().equals(BoardView.DIAGONAL);
    }

    /** How many seeds a row counts. */
    public static int count(Row row) {
        return (int) Math.round(row.mean() * row.n());
    }
}
