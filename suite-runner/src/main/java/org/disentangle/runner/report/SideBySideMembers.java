package org.disentangle.runner.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.disentangle.metrics.statistics.Interval;
import org.disentangle.runner.compare.PairedDifference;
import org.disentangle.runner.report.SideBySide.Cell;
import org.disentangle.runner.report.SideBySide.Table;
import org.jspecify.annotations.Nullable;

/** What programs are told of experiments side by side: names and plain values, the same in every form. */
final class SideBySideMembers {
    private SideBySideMembers() {}

    /** What a table is about. */
    static Map<String, @Nullable Object> of(Table table) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("dataset", table.dataset());
        members.put("metric", table.metric());
        members.put("block", table.block());
        members.put("factor", table.factor());
        return members;
    }

    static Map<String, @Nullable Object> of(Cell cell) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("n", cell.n());
        members.put("planned", cell.planned());
        members.put("mean", cell.mean());
        members.put("lower", cell.interval().map(Interval::lower).orElse(null));
        members.put("upper", cell.interval().map(Interval::upper).orElse(null));
        members.put("rank", cell.rank());
        members.put("missing", cell.missing());
        members.put(
                "paired_seeds",
                cell.difference().map(found -> found.seeds().size()).orElse(null));
        members.put(
                "difference",
                cell.difference().map(PairedDifference::difference).orElse(null));
        members.put(
                "difference_lower",
                cell.difference()
                        .flatMap(PairedDifference::interval)
                        .map(Interval::lower)
                        .orElse(null));
        members.put(
                "difference_upper",
                cell.difference()
                        .flatMap(PairedDifference::interval)
                        .map(Interval::upper)
                        .orElse(null));
        members.put("unpaired", cell.unpaired());
        return members;
    }
}
