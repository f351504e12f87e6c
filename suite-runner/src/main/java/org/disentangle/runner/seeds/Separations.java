package org.disentangle.runner.seeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.disentangle.metrics.statistics.Interval;
import org.disentangle.metrics.statistics.PairedTest;
import org.disentangle.metrics.statistics.SeedStatistics;
import org.disentangle.metrics.statistics.SeedsNeeded;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.BoardView;
import org.disentangle.runner.board.Ranking;

/** Pairs of methods on the numbers that boards rank by, on seeds that both have: how far apart they are and what it would take to know. */
final class Separations {
    private final SeededCells cells;

    private Separations(SeededCells cells) {
        this.cells = cells;
    }

    static List<SeedReport.Separation> of(SeededCells cells) {
        Separations separations = new Separations(cells);
        BoardView view = new BoardView(cells.board());
        List<SeedReport.Separation> found = new ArrayList<>();
        for (Board.DataSummary data : cells.board().datasets()) {
            for (Ranking ranking : Ranking.of(view, data)) {
                for (String metric :
                        ranking.gaps() ? List.of(BoardView.GAP, ranking.metric()) : List.of(ranking.metric())) {
                    ranking.factors().forEach(factor -> separations.pairs(ranking.lines(), metric, factor, found));
                }
            }
        }
        return found;
    }

    private void pairs(List<Board.Line> lines, String metric, String factor, List<SeedReport.Separation> found) {
        for (int i = 0; i < lines.size(); i++) {
            for (int j = i + 1; j < lines.size(); j++) {
                Optional<SeededCells.Cell> first = cell(lines.get(i), metric, factor);
                Optional<SeededCells.Cell> second = cell(lines.get(j), metric, factor);
                if (first.isPresent() && second.isPresent()) {
                    found.add(separation(lines.get(i), lines.get(j), metric, factor, first.get(), second.get()));
                }
            }
        }
    }

    private Optional<SeededCells.Cell> cell(Board.Line line, String metric, String factor) {
        return cells.get(new SeededCells.Key(
                SeededCells.line(line.dataset(), line.method(), line.settings()), metric, Ranking.whole(line), factor));
    }

    private static SeedReport.Separation separation(
            Board.Line one,
            Board.Line other,
            String metric,
            String factor,
            SeededCells.Cell first,
            SeededCells.Cell second) {
        Set<Long> seeds = new TreeSet<>(first.bySeed().keySet());
        seeds.retainAll(second.bySeed().keySet());
        double[] differences = seeds.stream()
                .mapToDouble(seed -> Objects.requireNonNull(first.bySeed().get(seed))
                        - Objects.requireNonNull(second.bySeed().get(seed)))
                .toArray();
        SeedStatistics statistics = SeedStatistics.of(differences);
        Optional<Interval> interval = statistics.interval(SeedReport.LEVEL);
        boolean judged = differences.length >= SeedStatistics.FEWEST_FOR_INTERVAL;
        SeedsNeeded needed = SeedsNeeded.of(differences, SeedReport.SIGNIFICANCE, SeedReport.POWER);
        return new SeedReport.Separation(
                one.dataset(),
                BoardView.label(one),
                BoardView.label(other),
                metric,
                factor,
                differences.length,
                SeedReports.orNull(statistics.mean()),
                SeedReports.lower(interval),
                SeedReports.upper(interval),
                judged
                        ? SeedReports.orNull(PairedTest.studentT(differences, PairedTest.Alternative.TWO_SIDED)
                                .pValue())
                        : null,
                SeedReports.orNull(needed.pairs()),
                SeedReports.orNull(needed.more()),
                needed.reason().orElse(""));
    }
}
