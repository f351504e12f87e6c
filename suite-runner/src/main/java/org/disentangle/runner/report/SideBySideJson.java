package org.disentangle.runner.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.disentangle.metrics.statistics.FriedmanTest;
import org.disentangle.metrics.statistics.NemenyiTest;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.report.SideBySide.Cell;
import org.disentangle.runner.report.SideBySide.Row;
import org.disentangle.runner.report.SideBySide.Table;
import org.jspecify.annotations.Nullable;

/** Experiments side by side as JSON: everything, with the ids of the trials behind each number. */
public final class SideBySideJson {
    private SideBySideJson() {}

    public static String write(SideBySide sides) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put(
                "experiments",
                sides.experiments().stream().map(SideBySideJson::experiment).toList());
        members.put(
                "differences",
                sides.differences().stream().map(SideBySideJson::difference).toList());
        members.put("tables", sides.tables().stream().map(SideBySideJson::table).toList());
        return JsonText.pretty(members);
    }

    private static Map<String, @Nullable Object> experiment(SideBySide.Experiment experiment) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("done", experiment.counts().done());
        members.put("folder", experiment.folder());
        members.put("name", experiment.name());
        members.put("planned", experiment.counts().planned());
        return members;
    }

    private static Map<String, @Nullable Object> difference(SideBySide.Difference difference) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("of", difference.of());
        members.put("path", difference.path());
        members.put("values", difference.values());
        return members;
    }

    private static Map<String, @Nullable Object> table(Table table) {
        Map<String, @Nullable Object> members = SideBySideMembers.of(table);
        members.put("experiments", table.experiments());
        members.put("rows", table.rows().stream().map(row -> row(table, row)).toList());
        members.put("friedman_p", table.friedman().map(FriedmanTest::pValue).orElse(null));
        members.put(
                "nemenyi_critical_difference",
                table.nemenyi().map(NemenyiTest::criticalDifference).orElse(null));
        members.put("nemenyi_groups", table.nemenyi().map(NemenyiTest::groups).orElse(null));
        members.put("reason", table.reason());
        return members;
    }

    private static Map<String, @Nullable Object> row(Table table, Row row) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("line", row.line());
        members.put("average_rank", SideBySideMaker.averageRank(table, row.line()));
        members.put("cells", row.cells().stream().map(SideBySideJson::cell).toList());
        return members;
    }

    private static Map<String, @Nullable Object> cell(Cell cell) {
        Map<String, @Nullable Object> members = SideBySideMembers.of(cell);
        members.put("trial_ids", cell.trialIds());
        return members;
    }
}
