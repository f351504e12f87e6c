package org.disentangle.runner.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.disentangle.runner.board.Board.FactorSummary;
import org.disentangle.runner.board.Board.Line;
import org.disentangle.runner.board.Board.Row;
import org.disentangle.runner.table.MarkdownTable;

/** Everything about one method on one data set. */
final class LineTables {
    private static final List<String> IN_MAIN_TABLE = List.of(BoardView.PROBE, BoardView.GAP, BoardView.DIAGONAL);

    private final BoardView view;
    private final Line line;
    private final List<Row> rows;
    private final List<FactorSummary> factors;
    private final Set<String> published = new HashSet<>();

    LineTables(BoardView view, Line line, List<FactorSummary> factors) {
        this.view = view;
        this.line = line;
        this.rows = view.rows(line);
        this.factors = factors;
        rows.stream().filter(row -> row.published() != null).map(Row::factor).forEach(published::add);
    }

    String text() {
        if (line.counts().done() == 0) {
            return "No trial is done (" + BoardView.count(line.counts()) + ").\n\n";
        }
        StringBuilder text = new StringBuilder(seeds()).append("\n\n");
        MarkdownTable main = main();
        if (!main.isEmpty()) {
            text.append(main.text()).append('\n');
        }
        String diagonals = line.parts().keySet().stream()
                .filter(whole -> view.row(line, BoardView.DIAGONAL, whole, "").isPresent())
                .map(whole -> "*" + whole + "* in " + view.diagonal(line, whole) + " seeds")
                .collect(Collectors.joining(", "));
        if (!diagonals.isEmpty()) {
            text.append("Diagonal: ").append(diagonals).append(".\n\n");
        }
        rows.stream()
                .map(Row::metric)
                .filter(metric -> !IN_MAIN_TABLE.contains(metric))
                .distinct()
                .forEach(metric -> text.append(other(metric).text()).append('\n'));
        return text.toString();
    }

    private String seeds() {
        String seeds = line.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String swapped = line.swapped().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> "*" + entry.getKey() + "* in " + entry.getValue() + " of "
                        + line.seeds().size())
                .collect(Collectors.joining(", "));
        return "n = " + BoardView.count(line.counts()) + " (seed"
                + (line.seeds().size() == 1 ? " " : "s ") + seeds + ")"
                + (swapped.isEmpty() ? "" : "; halves swapped by matching: " + swapped) + ".";
    }

    /** The probe on every block, the gaps, and chance. */
    private MarkdownTable main() {
        List<String> header = new ArrayList<>(List.of("input"));
        List<String> chance = new ArrayList<>(List.of("*chance*"));
        for (FactorSummary factor : factors) {
            header.add(factor.name());
            chance.add(Figures.decimal(100 * factor.chance(), 1));
            if (published.contains(factor.name())) {
                header.addAll(List.of("published", "diff."));
                chance.addAll(List.of("", ""));
            }
        }
        MarkdownTable table = new MarkdownTable(1, header);
        line.blocks().forEach(block -> add(table, BoardView.PROBE, block, block));
        if (!table.isEmpty()) {
            table.add(chance);
        }
        line.parts().keySet().forEach(whole -> add(table, BoardView.GAP, whole, "gap " + whole));
        return table;
    }

    private void add(MarkdownTable table, String metric, String block, String name) {
        List<String> cells = new ArrayList<>(List.of(name));
        boolean any = false;
        for (FactorSummary factor : factors) {
            Optional<Row> row = view.row(line, metric, block, factor.name());
            any |= row.isPresent();
            cells.add(view.cell(line, metric, block, factor.name()));
            if (published.contains(factor.name())) {
                cells.add(row.map(LineTables::published).orElse(""));
                cells.add(row.map(Row::difference)
                        .map(difference -> Figures.signed(metric, difference))
                        .orElse(""));
            }
        }
        if (any) {
            table.add(cells);
        }
    }

    private static String published(Row row) {
        Board.Published published = row.published();
        if (published == null) {
            return "";
        }
        String mean = Figures.value(row.metric(), published.mean());
        Double variance = published.populationVariance();
        return variance == null ? mean : mean + " (var " + Figures.variance(variance) + ", n " + published.n() + ")";
    }

    private MarkdownTable other(String metric) {
        List<String> header = new ArrayList<>(List.of(metric));
        List<Row> found =
                rows.stream().filter(row -> row.metric().equals(metric)).toList();
        List<String> named = found.stream()
                .map(Row::factor)
                .filter(factor -> !factor.isEmpty())
                .distinct()
                .toList();
        header.addAll(named);
        boolean overall = found.stream().anyMatch(row -> row.factor().isEmpty());
        if (overall) {
            header.add("all");
        }
        MarkdownTable table = new MarkdownTable(1, header);
        found.stream()
                .map(Row::block)
                .distinct()
                .sorted(Comparator.comparingInt(this::position))
                .forEach(block -> {
                    List<String> cells = new ArrayList<>(List.of(block));
                    named.forEach(factor -> cells.add(view.cell(line, metric, block, factor)));
                    if (overall) {
                        cells.add(view.cell(line, metric, block, ""));
                    }
                    table.add(cells);
                });
        return table;
    }

    private int position(String block) {
        int position = line.blocks().indexOf(block);
        return position < 0 ? Integer.MAX_VALUE : position;
    }
}
