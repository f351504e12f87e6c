package org.disentangle.runner.board;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.disentangle.runner.board.Board.Line;
import org.disentangle.runner.ranking.RankingStatistics;
import org.disentangle.runner.table.MarkdownTable;

/** All methods on one data set, ranked: how much the code knows of each factor, and how its parts divide it. */
final class OverviewTable {
    private final BoardView view;
    private final Ranking ranking;

    OverviewTable(BoardView view, Ranking ranking) {
        this.view = view;
        this.ranking = ranking;
    }

    String text() {
        RankingStatistics statistics = view.statistics(ranking);
        List<String> factors = ranking.factors();
        boolean gaps = ranking.gaps();
        List<String> header = new ArrayList<>(List.of("method", "rank", "n", "on"));
        factors.forEach(factor -> header.addAll(List.of(factor, ranking.partsTitle())));
        if (gaps) {
            factors.forEach(factor -> header.add("gap " + factor));
            header.add("diagonal");
        }
        MarkdownTable table = new MarkdownTable(1, header);
        for (int position = 0; position < ranking.lines().size(); position++) {
            table.add(row(ranking.lines().get(position), statistics.places().get(position)));
        }
        if (!ranking.chances().isEmpty()) {
            table.add(chance(header.size()));
        }
        return "Ranked by " + ranking.by() + " (on *z*; on *r* where there are no heads):\n\n" + table.text() + "\n"
                + RankingText.summary(statistics) + "\n";
    }

    private List<String> row(Line line, RankingStatistics.Place place) {
        List<String> factors = ranking.factors();
        String metric = ranking.metric();
        String whole = Ranking.whole(line);
        List<String> parts = line.parts().getOrDefault(whole, List.of());
        List<String> row = new ArrayList<>(List.of(
                BoardView.label(line),
                RankingText.rank(place) + " (" + RankingText.range(place) + ")",
                BoardView.count(line.counts()),
                whole));
        for (String factor : factors) {
            row.add(view.cell(line, metric, whole, factor));
            row.add(parts.stream()
                    .map(part -> view.mean(line, metric, part, factor))
                    .collect(Collectors.joining(" / ")));
        }
        if (ranking.gaps()) {
            factors.forEach(factor -> row.add(view.cell(line, BoardView.GAP, whole, factor)));
            row.add(view.diagonal(line, whole));
        }
        return row;
    }

    private List<String> chance(int columns) {
        List<String> row = new ArrayList<>(List.of("*chance*", "", "", ""));
        ranking.chances().forEach(chance -> row.addAll(List.of(Figures.decimal(100 * chance, 1), "")));
        while (row.size() < columns) {
            row.add("");
        }
        return row;
    }
}
