package org.disentangle.runner.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.runner.table.MarkdownTable;
import org.jspecify.annotations.Nullable;

/** Differences by metric, for people and for programs. */
public final class MetricDifferenceText {
    private MetricDifferenceText() {}

    /** @param names what the two boards are called */
    public static String markdown(List<MetricDifference> metrics, List<String> names) {
        MarkdownTable table = new MarkdownTable(
                1,
                List.of(
                        "metric",
                        "trials",
                        "equal to the bit",
                        names.get(1) + " − " + names.get(0),
                        "95 % interval",
                        "p",
                        "p corrected"));
        for (MetricDifference metric : metrics) {
            table.add(List.of(
                    metric.metric(),
                    Integer.toString(metric.trials()),
                    Integer.toString(metric.equal()),
                    ComparisonText.decimal(metric.difference()),
                    ComparisonText.interval(metric.interval()),
                    ComparisonText.significant(metric.pValue()),
                    ComparisonText.significant(metric.corrected())));
        }
        return "Each metric over all trials together: of each trial the mean difference over blocks and factors, then the mean over trials, with"
                + " Student's t interval and p, corrected by Holm's method over the metrics. A"
                + " shift that a few seeds of one line cannot show may show here.\n\n"
                + table.text();
    }

    /** Plain values. */
    public static Map<String, @Nullable Object> json(MetricDifference metric) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("metric", metric.metric());
        members.put("trials", metric.trials());
        members.put("equal", metric.equal());
        members.put("difference", metric.difference());
        members.put(ComparisonText.INTERVAL, ComparisonText.ends(metric.interval()));
        members.put("p", ComparisonText.orNull(metric.pValue()));
        members.put("p_corrected", ComparisonText.orNull(metric.corrected()));
        return members;
    }
}
