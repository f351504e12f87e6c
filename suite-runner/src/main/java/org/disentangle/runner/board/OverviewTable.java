package org.disentangle.runner.board;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.disentangle.runner.board.Board.Line;
import org.disentangle.runner.board.Board.Row;
import org.disentangle.runner.ranking.RankingStatistics;
import org.disentangle.runner.table.MarkdownTable;
import org.jspecify.annotations.Nullable;

/** All methods on one data set, ranked: how much the code knows of each factor, and how its parts divide it. */
final class OverviewTable {
    private final BoardView view;
    private final Ranking ranking;
    private final RankingStatistics statistics;

    /** @param row that the methods of a column can be compared by; null where a cell is no such number */
    record Cell(String text, @Nullable Row row) {}

    OverviewTable(BoardView view, Ranking ranking) {
        this.view = view;
        this.ranking = ranking;
        this.statistics = view.statistics(ranking);
    }

    /** As Markdown. */
    String text() {
        MarkdownTable table = new MarkdownTable(1, header());
        rows().forEach(row -> table.add(row.stream().map(Cell::text).toList()));
        List<String> chances = chances();
        if (!chances.isEmpty()) {
            table.add(Stream.concat(Stream.of("*chance*"), chances.stream()).toList());
        }
        return "Ranked by " + ranking.by() + " (on *z*; on *r* where there are no heads):\n\n" + table.text() + "\n"
                + new RankingText(statistics).summary() + "\n"
                + Remarks.of(view, ranking).stream()
                        .map(remark -> "\n" + remark + "\n")
                        .collect(Collectors.joining());
    }

    List<String> header() {
        List<String> factors = ranking.factors();
        List<String> header = new ArrayList<>(List.of("method", "rank", "n", "on"));
        factors.forEach(factor -> header.addAll(List.of(factor, ranking.partsTitle())));
        if (ranking.gaps()) {
            factors.forEach(factor -> header.add("gap " + factor));
            header.add("diagonal");
        }
        return header;
    }

    /** Best first, a cell per column of the header. */
    List<List<Cell>> rows() {
        List<List<Cell>> rows = new ArrayList<>();
        for (int position = 0; position < ranking.lines().size(); position++) {
            rows.add(row(ranking.lines().get(position), statistics.places().get(position)));
        }
        return rows;
    }

    private List<Cell> row(Line line, RankingStatistics.Place place) {
        List<String> factors = ranking.factors();
        String metric = ranking.metric();
        String whole = Ranking.whole(line);
        List<String> parts = line.parts().getOrDefault(whole, List.of());
        List<Cell> row = new ArrayList<>();
        List.of(
                        view.name(line),
                        RankingText.rank(place) + " (" + RankingText.range(place) + ")",
                        BoardView.count(line.counts()),
                        whole)
                .forEach(text -> row.add(new Cell(text, null)));
        for (String factor : factors) {
            row.add(number(line, metric, whole, factor));
            row.add(new Cell(
                    parts.stream()
                            .map(part -> view.mean(line, metric, part, factor))
                            .collect(Collectors.joining(" / ")),
                    null));
        }
        if (ranking.gaps()) {
            factors.forEach(factor -> row.add(number(line, BoardView.GAP, whole, factor)));
            row.add(new Cell(view.diagonal(line, whole), null));
        }
        return row;
    }

    private Cell number(Line line, String metric, String whole, String factor) {
        return new Cell(
                view.cell(line, metric, whole, factor),
                view.row(line, metric, whole, factor).orElse(null));
    }

    /** The row of chance levels without its first cell; empty where the ranking has none. */
    List<String> chances() {
        if (ranking.chances().isEmpty()) {
            return List.of();
        }
        List<String> row = new ArrayList<>(List.of("", "", ""));
        ranking.chances().forEach(chance -> row.addAll(List.of(Figures.decimal(100 * chance, 1), "")));
        int columns = header().size() - 1;
        while (row.size() < columns) {
            row.add("");
        }
        return row;
    }
}
