package org.disentangle.runner.report;

import java.util.ArrayList;
import java.util.List;
import org.disentangle.runner.report.SideBySideSheet.Entry;
import org.disentangle.runner.report.SideBySideSheet.Row;
import org.disentangle.runner.report.SideBySideSheet.Table;
import org.disentangle.runner.table.MarkdownTable;

/** Experiments side by side as Markdown. */
public final class SideBySideMarkdown {
    private SideBySideMarkdown() {}

    public static String write(SideBySide sides) {
        SideBySideSheet sheet = SideBySideSheet.of(sides);
        StringBuilder text = new StringBuilder("# Experiments side by side\n\n");
        sheet.experiments().forEach(experiment -> text.append("- **")
                .append(experiment.letter())
                .append("** is ")
                .append(experiment.folder())
                .append(": ")
                .append(experiment.title())
                .append(" (")
                .append(experiment.trials())
                .append(" trials)\n"));
        text.append('\n').append(sheet.reading()).append('\n').append(differences(sheet));
        sheet.tables().forEach(table -> text.append(table(table)));
        text.append('\n');
        if (!sheet.more().isEmpty()) {
            text.append(sheet.more()).append('\n');
        }
        return text.toString();
    }

    private static String differences(SideBySideSheet sheet) {
        if (sheet.differences().isEmpty()) {
            return "\nAll settings that they have in common are the same.\n";
        }
        List<String> header = new ArrayList<>(List.of("of", "setting"));
        sheet.experiments().forEach(experiment -> header.add(experiment.letter()));
        MarkdownTable table = new MarkdownTable(header.size(), header);
        for (SideBySideSheet.Difference difference : sheet.differences()) {
            List<String> row = new ArrayList<>(List.of(difference.of(), difference.path()));
            row.addAll(difference.values());
            table.add(row);
        }
        return "\n## Settings that differ\n\n" + table.text();
    }

    private static String table(Table table) {
        List<String> header = new ArrayList<>(List.of("method"));
        table.letters().forEach(letter -> header.addAll(List.of(letter, "rank")));
        if (table.averages()) {
            header.add("average rank");
        }
        MarkdownTable rows = new MarkdownTable(1, header);
        for (Row row : table.rows()) {
            List<String> cells = new ArrayList<>(List.of(row.line()));
            row.cells().forEach(cell -> cells.addAll(List.of(cell(cell), cell.rank())));
            if (table.averages()) {
                cells.add(row.averageRank());
            }
            rows.add(cells);
        }
        return "\n## " + table.dataset() + ": " + table.title() + "\n\n" + rows.text() + "\n" + table.verdict() + "\n";
    }

    private static String cell(Entry cell) {
        return cell.mean()
                + (cell.interval().isEmpty() ? "" : " (" + cell.interval() + ")")
                + (cell.trials().isEmpty() ? "" : ", n " + cell.trials())
                + (cell.incomplete() ? ", **incomplete**" : "");
    }
}
