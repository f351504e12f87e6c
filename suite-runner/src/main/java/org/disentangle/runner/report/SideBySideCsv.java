package org.disentangle.runner.report;

import java.util.List;
import java.util.Map;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.report.SideBySide.Row;
import org.disentangle.runner.report.SideBySide.Table;
import org.disentangle.runner.table.CsvLine;
import org.jspecify.annotations.Nullable;

/** Experiments side by side as comma-separated values: a line per table, method and experiment. */
public final class SideBySideCsv {
    private SideBySideCsv() {}

    public static String write(SideBySide sides) {
        StringBuilder text = new StringBuilder();
        for (Table table : sides.tables()) {
            for (Row row : table.rows()) {
                for (int i = 0; i < row.cells().size(); i++) {
                    Map<String, @Nullable Object> members = SideBySideMembers.of(table);
                    SideBySide.Experiment experiment =
                            sides.experiments().get(table.experiments().get(i));
                    members.put("line", row.line());
                    members.put("experiment", experiment.name());
                    members.put("folder", experiment.folder());
                    members.putAll(SideBySideMembers.of(row.cells().get(i)));
                    if (text.isEmpty()) {
                        text.append(CsvLine.of(List.copyOf(members.keySet())));
                    }
                    text.append(CsvLine.of(
                            members.values().stream().map(SideBySideCsv::plain).toList()));
                }
            }
        }
        return text.toString();
    }

    private static String plain(@Nullable Object value) {
        return value == null ? "" : value instanceof String word ? word : CanonicalJson.write(value);
    }
}
