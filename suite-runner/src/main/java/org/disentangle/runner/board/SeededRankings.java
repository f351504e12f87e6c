package org.disentangle.runner.board;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.disentangle.runner.board.Board.Line;
import org.disentangle.runner.ranking.Contender;
import org.disentangle.runner.ranking.RankingStatistics;
import org.disentangle.runner.ranking.RankingStatisticsMaker;

/** The rankings of a board with what its seeds say about them. */
final class SeededRankings {
    private final SeededBoard seeded;
    private final BoardView view;

    private SeededRankings(SeededBoard seeded) {
        this.seeded = seeded;
        this.view = new BoardView(seeded.board());
    }

    static List<RankingStatistics> of(SeededBoard seeded) {
        SeededRankings rankings = new SeededRankings(seeded);
        List<RankingStatistics> statistics = new ArrayList<>();
        seeded.board().datasets().forEach(data -> Ranking.of(rankings.view, data)
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
            view.row(line, ranking.ranked(), Ranking.whole(line), factor)
                    .ifPresent(row -> seeded.bySeed(row).forEach((seed, score) -> {
                        sums.merge(seed, score, Double::sum);
                        counts.merge(seed, 1, Integer::sum);
                    }));
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
