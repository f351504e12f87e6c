package org.disentangle.runner.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.metrics.statistics.FriedmanTest;
import org.disentangle.metrics.statistics.NemenyiTest;
import org.disentangle.metrics.statistics.SeedStatistics;
import org.disentangle.runner.board.BoardView;
import org.disentangle.runner.board.Figures;
import org.disentangle.runner.compare.PairedDifference;
import org.disentangle.runner.report.SideBySide.Cell;
import org.jspecify.annotations.Nullable;

/**
 * What people are shown of experiments side by side, as plain texts; forms lay them out and escape them. Experiments are called by letters.
 *
 * @param reading how to read the tables
 * @param differences settings that are not the same in all
 * @param tables of the metrics by which boards rank, of whole blocks
 * @param others all others
 * @param more what tables do not show, or that there is nothing to show; empty for neither
 */
public record SideBySideSheet(
        List<Experiment> experiments,
        String reading,
        List<Difference> differences,
        List<Table> tables,
        List<Table> others,
        String more) {
    static final String NONE = "–";

    private static final Set<String> SHOWN = Set.of(BoardView.PROBE, BoardView.R2, BoardView.GAP);
    private static final Set<String> WHOLES = Set.of("r", "z");
    private static final int LETTERS = 26;

    /** @param trials {@code 3}, or {@code 2 of 3, 1 diverged} */
    public record Experiment(String letter, String folder, String title, String trials) {}

    /** @param values by experiment, as JSON; a dash where the experiment has none that all its trials share */
    public record Difference(String of, String path, List<String> values) {}

    /**
     * @param title score, block and factor, with the unit
     * @param experiments positions of those that have the score
     * @param letters what they are called
     * @param averages whether rows have average ranks
     * @param verdict what the tests say of the average ranks, or why there are none
     */
    public record Table(
            String dataset,
            String metric,
            String title,
            List<Integer> experiments,
            List<String> letters,
            boolean averages,
            List<Row> rows,
            String verdict) {}

    /** @param averageRank a dash for none */
    public record Row(String line, List<Entry> cells, String averageRank) {}

    /**
     * @param mean or why there is none
     * @param interval {@code 0.31 to 0.42}; empty for none
     * @param trials behind the mean, {@code 3} or {@code 2 of 3}; empty for none
     * @param rank a dash for none
     * @param difference to the first experiment with its interval, or why there is none; empty in the first
     * @param cell the numbers themselves
     */
    public record Entry(
            String mean,
            String interval,
            String trials,
            boolean incomplete,
            String rank,
            String difference,
            Cell cell) {
        /** Why there is no interval; empty if there is one, or no mean. */
        public String noInterval() {
            return cell.mean() == null || !interval.isEmpty()
                    ? ""
                    : "It takes " + SeedStatistics.FEWEST_FOR_INTERVAL + " seeds";
        }
    }

    public static SideBySideSheet of(SideBySide sides) {
        Map<Boolean, List<Table>> tables = sides.tables().stream()
                .collect(Collectors.partitioningBy(
                        SideBySideSheet::isShown, Collectors.mapping(SideBySideSheet::table, Collectors.toList())));
        List<Table> shown = tables.getOrDefault(true, List.of());
        List<Experiment> experiments = new ArrayList<>();
        for (SideBySide.Experiment one : sides.experiments()) {
            experiments.add(new Experiment(
                    letter(experiments.size()),
                    one.folder(),
                    one.title().replaceAll("\\R", " "),
                    BoardView.count(one.counts())));
        }
        return new SideBySideSheet(
                experiments,
                "A cell is the mean over seeds, its 95 % interval (Student's t, from three seeds on) and the number of trials. A rank is that among the"
                        + " methods that all experiments of the table have completely; the others are shown and not ranked. Nothing is corrected for the number of tables.",
                sides.differences().stream().map(SideBySideSheet::difference).toList(),
                shown,
                tables.getOrDefault(false, List.of()),
                more(sides.tables().size(), shown.size()));
    }

    private static boolean isShown(SideBySide.Table table) {
        return SHOWN.contains(table.metric()) && WHOLES.contains(table.block());
    }

    private static String letter(int experiment) {
        return experiment < LETTERS ? String.valueOf((char) ('A' + experiment)) : "E" + (experiment + 1);
    }

    private static String more(int all, int shown) {
        if (all == 0) {
            return "No cell (data set, metric, block, factor) is in two experiments: there is nothing to lay side by side.";
        }
        return shown == all
                ? ""
                : (all - shown) + " more cells (other metrics, parts of blocks) are in --format csv and json.";
    }

    private static Difference difference(SideBySide.Difference difference) {
        return new Difference(
                difference.of().isEmpty() ? "all trials" : difference.of(),
                difference.path(),
                difference.values().stream()
                        .map(value -> value == null ? NONE : CanonicalJson.write(value))
                        .toList());
    }

    private static Table table(SideBySide.Table table) {
        return new Table(
                table.dataset().replaceAll("\\R", " "),
                table.metric(),
                table.metric() + " of " + table.block()
                        + (table.factor().isEmpty() ? "" : " for " + table.factor())
                        + (Figures.inPercent(table.metric()) ? ", in percent" : ""),
                table.experiments(),
                table.experiments().stream().map(SideBySideSheet::letter).toList(),
                table.friedman().isPresent(),
                table.rows().stream()
                        .map(row -> new Row(
                                row.line(),
                                row.cells().stream()
                                        .map(cell -> entry(table.metric(), cell))
                                        .toList(),
                                rank(SideBySideMaker.averageRank(table, row.line()))))
                        .toList(),
                verdict(table));
    }

    private static Entry entry(String metric, Cell cell) {
        if (cell.mean() == null) {
            return new Entry(cell.missing(), "", "", false, rank(cell.rank()), "", cell);
        }
        return new Entry(
                metric.equals(BoardView.DIAGONAL)
                        ? Math.round(cell.mean() * cell.n()) + " of " + cell.n()
                        : Figures.value(metric, cell.mean()),
                cell.interval()
                        .map(interval -> Figures.value(metric, interval.lower()) + " to "
                                + Figures.value(metric, interval.upper()))
                        .orElse(""),
                cell.isComplete() ? Integer.toString(cell.n()) : cell.n() + " of " + cell.planned(),
                !cell.isComplete(),
                rank(cell.rank()),
                cell.difference().map(paired -> difference(metric, paired)).orElse(cell.unpaired()),
                cell);
    }

    /** {@code +3.2 (+1.1 to +5.3, 3 seeds)}. */
    private static String difference(String metric, PairedDifference paired) {
        int seeds = paired.seeds().size();
        return Figures.signed(metric, Objects.requireNonNull(paired.difference())) + " ("
                + paired.interval()
                        .map(interval -> Figures.signed(metric, interval.lower()) + " to "
                                + Figures.signed(metric, interval.upper()))
                        .orElse("no interval")
                + ", " + seeds + (seeds == 1 ? " seed)" : " seeds)");
    }

    /** A share of two places stays one: 1.5. */
    private static String rank(@Nullable Double rank) {
        if (rank == null) {
            return NONE;
        }
        return rank == Math.rint(rank) ? Figures.decimal(rank, 0) : Figures.decimal(rank, 2);
    }

    private static String verdict(SideBySide.Table table) {
        if (table.friedman().isEmpty()) {
            return "No average rank: " + table.reason() + ".";
        }
        FriedmanTest friedman = table.friedman().get();
        NemenyiTest nemenyi = table.nemenyi().orElseThrow();
        return "Friedman's test over " + friedman.tasks() + " experiments: p = " + Figures.decimal(friedman.pValue(), 3)
                + " (rough with so few). By Nemenyi's test at " + Figures.decimal(nemenyi.significance(), 2)
                + ", methods differ whose average ranks lie " + Figures.decimal(nemenyi.criticalDifference(), 2)
                + " apart or more; not told apart: "
                + nemenyi.groups().stream()
                        .map(group -> "{" + String.join("; ", group) + "}")
                        .collect(Collectors.joining(", "))
                + ".";
    }
}
