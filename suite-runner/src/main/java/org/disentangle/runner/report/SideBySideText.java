package org.disentangle.runner.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.metrics.statistics.FriedmanTest;
import org.disentangle.metrics.statistics.Interval;
import org.disentangle.metrics.statistics.NemenyiTest;
import org.disentangle.runner.board.BoardView;
import org.disentangle.runner.board.Figures;
import org.disentangle.runner.report.SideBySide.Cell;
import org.disentangle.runner.report.SideBySide.Row;
import org.disentangle.runner.report.SideBySide.Table;
import org.disentangle.runner.table.CsvLine;
import org.disentangle.runner.table.MarkdownTable;
import org.jspecify.annotations.Nullable;

/** Experiments side by side as Markdown, CSV and plain values for JSON. */
public final class SideBySideText {
    private static final String NONE = "–";
    /** What Markdown shows: the metrics by which boards rank, of whole blocks. CSV and JSON hold all. */
    private static final Set<String> SHOWN = Set.of(BoardView.PROBE, BoardView.R2, BoardView.GAP);

    private static final Set<String> WHOLES = Set.of("r", "z");

    private SideBySideText() {}

    public static String markdown(SideBySide sides) {
        StringBuilder text = new StringBuilder("# Experiments side by side\n\n");
        for (int i = 0; i < sides.experiments().size(); i++) {
            SideBySide.Experiment experiment = sides.experiments().get(i);
            text.append("- **").append(letter(i)).append("** is ").append(experiment.folder());
            text.append(": ").append(experiment.title().replaceAll("\\R", " ")).append(" (");
            text.append(BoardView.count(experiment.counts())).append(" trials)\n");
        }
        text.append(
                "\nA cell is the mean over seeds, its 95 % interval (Student's t, from three seeds on) and the number of trials. A rank is that among the"
                        + " methods that all experiments of the table have completely; the others are shown and not ranked. Nothing is corrected for the number of tables.\n");
        differences(sides, text);
        List<Table> shown = sides.tables().stream()
                .filter(table -> SHOWN.contains(table.metric()) && WHOLES.contains(table.block()))
                .toList();
        shown.forEach(table -> table(table, text));
        text.append('\n');
        if (sides.tables().isEmpty()) {
            text.append(
                    "No cell (data set, metric, block, factor) is in two experiments: there is nothing to lay side by side.\n");
        } else if (shown.size() < sides.tables().size()) {
            text.append(sides.tables().size() - shown.size())
                    .append(" more cells (other metrics, parts of blocks) are in --format csv and json.\n");
        }
        return text.toString();
    }

    private static String letter(int experiment) {
        return experiment < 26 ? String.valueOf((char) ('A' + experiment)) : "E" + (experiment + 1);
    }

    private static void differences(SideBySide sides, StringBuilder text) {
        if (sides.differences().isEmpty()) {
            text.append("\nAll settings that they have in common are the same.\n");
            return;
        }
        text.append("\n## Settings that differ\n\n");
        List<String> header = new ArrayList<>(List.of("of", "setting"));
        for (int i = 0; i < sides.experiments().size(); i++) {
            header.add(letter(i));
        }
        MarkdownTable table = new MarkdownTable(header.size(), header);
        for (SideBySide.Difference difference : sides.differences()) {
            List<String> row = new ArrayList<>(
                    List.of(difference.of().isEmpty() ? "all trials" : difference.of(), difference.path()));
            difference.values().forEach(value -> row.add(value == null ? NONE : CanonicalJson.write(value)));
            table.add(row);
        }
        text.append(table.text());
    }

    private static void table(Table table, StringBuilder text) {
        text.append("\n## ")
                .append(table.dataset().replaceAll("\\R", " "))
                .append(": ")
                .append(table.metric())
                .append(" of ")
                .append(table.block())
                .append(table.factor().isEmpty() ? "" : " for " + table.factor())
                .append(Figures.inPercent(table.metric()) ? ", in percent\n\n" : "\n\n");
        List<String> header = new ArrayList<>(List.of("method"));
        table.experiments().forEach(experiment -> header.addAll(List.of(letter(experiment), "rank")));
        boolean averages = table.friedman().isPresent();
        if (averages) {
            header.add("average rank");
        }
        MarkdownTable rows = new MarkdownTable(1, header);
        for (Row row : table.rows()) {
            List<String> cells = new ArrayList<>(List.of(row.line()));
            for (Cell cell : row.cells()) {
                cells.add(cell(table.metric(), cell));
                cells.add(rank(cell.rank()));
            }
            if (averages) {
                cells.add(rank(SideBySideMaker.averageRank(table, row.line())));
            }
            rows.add(cells);
        }
        text.append(rows.text()).append('\n').append(verdict(table)).append('\n');
    }

    private static String cell(String metric, Cell cell) {
        if (cell.mean() == null) {
            return cell.missing();
        }
        return Figures.value(metric, cell.mean())
                + cell.interval()
                        .map(interval -> " (" + Figures.value(metric, interval.lower()) + " to "
                                + Figures.value(metric, interval.upper()) + ")")
                        .orElse("")
                + ", n " + cell.n() + (cell.n() < cell.planned() ? " of " + cell.planned() + ", **incomplete**" : "");
    }

    /** A share of two places stays one: 1.5. */
    private static String rank(@Nullable Double rank) {
        if (rank == null) {
            return NONE;
        }
        return rank == Math.rint(rank) ? Figures.decimal(rank, 0) : Figures.decimal(rank, 2);
    }

    private static String verdict(Table table) {
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

    /** A line per table, method and experiment. */
    public static String csv(SideBySide sides) {
        StringBuilder text = new StringBuilder();
        for (Table table : sides.tables()) {
            for (Row row : table.rows()) {
                for (int i = 0; i < row.cells().size(); i++) {
                    SideBySide.Experiment experiment =
                            sides.experiments().get(table.experiments().get(i));
                    Map<String, @Nullable Object> members = new LinkedHashMap<>();
                    members.put("dataset", table.dataset());
                    members.put("metric", table.metric());
                    members.put("block", table.block());
                    members.put("factor", table.factor());
                    members.put("line", row.line());
                    members.put("experiment", experiment.name());
                    members.put("folder", experiment.folder());
                    members.putAll(members(row.cells().get(i)));
                    members.remove("trial_ids");
                    if (text.isEmpty()) {
                        text.append(CsvLine.of(List.copyOf(members.keySet())));
                    }
                    text.append(CsvLine.of(
                            members.values().stream().map(SideBySideText::plain).toList()));
                }
            }
        }
        return text.toString();
    }

    private static String plain(@Nullable Object value) {
        return value == null ? "" : value instanceof String word ? word : CanonicalJson.write(value);
    }

    /** Plain values. */
    public static Map<String, @Nullable Object> json(SideBySide sides) {
        Map<String, @Nullable Object> text = new LinkedHashMap<>();
        text.put(
                "experiments",
                sides.experiments().stream()
                        .map(experiment -> Map.of(
                                "folder",
                                experiment.folder(),
                                "name",
                                experiment.name(),
                                "planned",
                                experiment.counts().planned(),
                                "done",
                                experiment.counts().done()))
                        .map(TreeMap::new)
                        .toList());
        text.put(
                "differences",
                sides.differences().stream()
                        .map(difference -> {
                            Map<String, @Nullable Object> members = new LinkedHashMap<>();
                            members.put("of", difference.of());
                            members.put("path", difference.path());
                            members.put("values", difference.values());
                            return members;
                        })
                        .toList());
        text.put("tables", sides.tables().stream().map(SideBySideText::json).toList());
        return text;
    }

    private static Map<String, @Nullable Object> json(Table table) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("dataset", table.dataset());
        members.put("metric", table.metric());
        members.put("block", table.block());
        members.put("factor", table.factor());
        members.put("experiments", table.experiments());
        members.put(
                "rows",
                table.rows().stream()
                        .map(row -> {
                            Map<String, @Nullable Object> line = new LinkedHashMap<>();
                            line.put("line", row.line());
                            line.put("average_rank", SideBySideMaker.averageRank(table, row.line()));
                            line.put(
                                    "cells",
                                    row.cells().stream()
                                            .map(SideBySideText::members)
                                            .toList());
                            return line;
                        })
                        .toList());
        members.put("friedman_p", table.friedman().map(FriedmanTest::pValue).orElse(null));
        members.put(
                "nemenyi_critical_difference",
                table.nemenyi().map(NemenyiTest::criticalDifference).orElse(null));
        members.put("nemenyi_groups", table.nemenyi().map(NemenyiTest::groups).orElse(null));
        members.put("reason", table.reason());
        return members;
    }

    private static Map<String, @Nullable Object> members(Cell cell) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("n", cell.n());
        members.put("planned", cell.planned());
        members.put("mean", cell.mean());
        members.put("lower", cell.interval().map(Interval::lower).orElse(null));
        members.put("upper", cell.interval().map(Interval::upper).orElse(null));
        members.put("rank", cell.rank());
        members.put("missing", cell.missing());
        members.put("trial_ids", cell.trialIds());
        return members;
    }
}
