package org.disentangle.runner.board;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.disentangle.runner.board.Board.Line;
import org.disentangle.runner.board.Board.Row;
import org.disentangle.runner.ranking.Contender;
import org.disentangle.runner.ranking.RankingStatistics;
import org.disentangle.runner.ranking.RankingStatisticsMaker;

/** The rankings of a board with what its seeds say about them. */
final class SeededRankings {
    private final BoardView view;
    private final Map<Row, List<Double>> values = new IdentityHashMap<>();
    private final Map<String, Long> seeds;

    private SeededRankings(Board board, List<List<Double>> values, Map<String, Long> seeds) {
        this.view = new BoardView(board);
        this.seeds = seeds;
        for (int i = 0; i < board.rows().size(); i++) {
            this.values.put(board.rows().get(i), values.get(i));
        }
    }

    /**
     * @param values by row of the board, each in the order of the row's trial ids
     * @param seeds by trial id
     */
    static List<RankingStatistics> of(Board board, List<List<Double>> values, Map<String, Long> seeds) {
        SeededRankings rankings = new SeededRankings(board, values, seeds);
        List<RankingStatistics> statistics = new ArrayList<>();
        board.datasets().forEach(data -> Ranking.of(rankings.view, data)
                .forEach(ranking -> statistics.add(rankings.statistics(data.dataset(), ranking))));
        return statistics;
    }

    private RankingStatistics statistics(String dataset, Ranking ranking) {
        return RankingStatisticsMaker.make(
                dataset,
                ranking.ranked(),
                ranking.factors(),
                ranking.direction(),
                ranking.lines().stream()
                        .map(line -> new Contender(
                                line.method(), line.settings(), line.counts().planned(), bySeed(ranking, line)))
                        .toList());
    }

    /** The mean over the factors, of trials that have a score for each of them: over fewer it would be another number. */
    private SortedMap<Long, Double> bySeed(Ranking ranking, Line line) {
        SortedMap<Long, Double> sums = new TreeMap<>();
        SortedMap<Long, Integer> counts = new TreeMap<>();
        for (String factor : ranking.factors()) {
            Optional<Row> row = view.row(line, ranking.ranked(), Ranking.whole(line), factor);
            if (row.isPresent()) {
                List<Double> scores = Objects.requireNonNull(values.get(row.get()));
                for (int i = 0; i < scores.size(); i++) {
                    Long seed = Objects.requireNonNull(
                            seeds.get(row.get().trialIds().get(i)));
                    sums.merge(seed, scores.get(i), Double::sum);
                    counts.merge(seed, 1, Integer::sum);
                }
            }
        }
        int factors = ranking.factors().size();
        counts.forEach((seed, count) -> {
            if (count == factors) {
                sums.merge(seed, (double) factors, (sum, number) -> sum / number);
            } else {
                sums.remove(seed);
            }
        });
        return sums;
    }
}
