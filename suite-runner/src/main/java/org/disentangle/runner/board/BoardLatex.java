package org.disentangle.runner.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.disentangle.metrics.statistics.Interval;
import org.disentangle.runner.board.Board.Row;
import org.disentangle.runner.table.LatexText;

/**
 * A board's rankings as LaTeX tables with rules of the package booktabs, a table per ranking, to be put into a paper. Without packages but
 * booktabs.
 *
 * <p>Bold in a column: the highest mean and every mean whose 95 % interval overlaps its interval. Nothing is bold where that would claim
 * more than there is: while a method lacks trials, in a column in which one has fewer than three, for then the best may be another, and
 * where there is but one.
 */
public final class BoardLatex {
    private final SeededBoard seeded;
    private final Board board;
    private final BoardView view;
    private final StringBuilder text = new StringBuilder();

    private BoardLatex(SeededBoard seeded) {
        this.seeded = seeded;
        this.board = seeded.board();
        this.view = new BoardView(board);
    }

    public static String write(SeededBoard seeded) {
        return new BoardLatex(seeded).write();
    }

    private String write() {
        comment(board.title());
        comment("Needs the package booktabs; names beyond Latin letters need XeLaTeX or LuaLaTeX.");
        Board.Counts counts = board.counts();
        comment(counts.done() + " of " + counts.planned() + " trials are done" + BoardView.rest(counts) + ".");
        board.warnings().forEach(warning -> comment("Note: " + warning));
        int tables = 0;
        for (Board.DataSummary data : board.datasets()) {
            List<Ranking> rankings = Ranking.of(view, data);
            if (rankings.isEmpty()) {
                comment(data.dataset() + ": there are no scores that methods could be ranked by.");
            }
            for (Ranking ranking : rankings) {
                table(data.dataset(), ranking, ++tables);
            }
        }
        return text.toString();
    }

    /** Never more than a line, whatever names say. */
    private void comment(String comment) {
        text.append("% ").append(comment.replaceAll("\\R|\\p{Cntrl}", " ")).append('\n');
    }

    private void table(String dataset, Ranking ranking, int number) {
        OverviewTable table = new OverviewTable(view, ranking);
        List<String> header = table.header();
        List<List<OverviewTable.Cell>> rows = table.rows();
        List<Set<Integer>> bold = new ArrayList<>();
        boolean complete = ranking.lines().stream()
                .allMatch(line -> line.counts().done() == line.counts().planned());
        for (int column = 0; column < header.size(); column++) {
            bold.add(complete ? bold(rows, column) : Set.of());
        }
        text.append("\n\\begin{table}\n  \\centering\n  \\caption{")
                .append(caption(
                        dataset,
                        ranking,
                        bold.stream().anyMatch(column -> !column.isEmpty()),
                        rows.stream().flatMap(List::stream).anyMatch(BoardLatex::isUnconverged)))
                .append("}\n  \\label{tab:disentanglement-")
                .append(number)
                .append("}\n  \\begin{tabular}{l")
                .append("r".repeat(header.size() - 1))
                .append("}\n    \\toprule\n");
        line(header.stream().map(LatexText::escaped).toList());
        text.append("    \\midrule\n");
        for (int row = 0; row < rows.size(); row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < header.size(); column++) {
                String cell = LatexText.escaped(rows.get(row).get(column).text());
                cells.add(bold.get(column).contains(row) ? "\\textbf{" + cell + "}" : cell);
            }
            line(cells);
        }
        List<String> chances = table.chances();
        if (!chances.isEmpty()) {
            text.append("    \\midrule\n");
            List<String> cells = new ArrayList<>(List.of("\\emph{chance}"));
            chances.forEach(chance -> cells.add(LatexText.escaped(chance)));
            line(cells);
        }
        text.append("    \\bottomrule\n  \\end{tabular}\n\\end{table}\n");
    }

    private void line(List<String> cells) {
        text.append(cells.stream().collect(Collectors.joining(" & ", "    ", " \\\\\n")));
    }

    private static boolean isUnconverged(OverviewTable.Cell cell) {
        return cell.row() != null && cell.row().unconverged() > 0;
    }

    private static String caption(String dataset, Ranking ranking, boolean bold, boolean unconverged) {
        String unit = Figures.inPercent(ranking.metric()) ? " in percent" : "";
        return LatexText.escaped(dataset) + ": "
                + LatexText.escaped(ranking.metric() + unit + ", mean ± sample standard deviation over n seeds,"
                        + " ordered by " + ranking.by()
                        + ". Rank: 1 + the number of methods that are significantly better on it"
                        + " (paired t test on equal seeds, 5 %, Holm over all pairs); in brackets its range.")
                + (bold
                        ? " Bold: the highest mean of a column and those whose "
                                + LatexText.escaped("95 % interval overlaps its interval.")
                        : "")
                + (unconverged ? LatexText.escaped(" *: some fits did not converge.") : "");
    }

    /** Rows that are bold in a column. */
    private Set<Integer> bold(List<List<OverviewTable.Cell>> rows, int column) {
        record Entry(int row, double mean, Interval interval) {}
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i).get(column).row();
            if (row == null) {
                continue;
            }
            Optional<Interval> interval = seeded.interval(row);
            if (row.n() < row.planned() || interval.isEmpty()) {
                return Set.of();
            }
            entries.add(new Entry(i, row.mean(), interval.get()));
        }
        if (entries.size() < 2) {
            return Set.of();
        }
        Set<Integer> bold = new HashSet<>();
        entries.stream().max(Comparator.comparingDouble(Entry::mean)).ifPresent(best -> entries.stream()
                .filter(entry -> entry.interval.upper() >= best.interval.lower())
                .forEach(entry -> bold.add(entry.row)));
        return bold;
    }
}
