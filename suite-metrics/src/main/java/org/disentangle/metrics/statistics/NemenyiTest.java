package org.disentangle.metrics.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Nemenyi's test (1963) of all pairs of methods after Friedman's, and the groups of a critical-difference diagram (Demšar 2006, section
 * 3.2.2 and figure 1). Two methods differ if their average ranks differ by at least
 * {@code q(1 - significance; k) / sqrt(2) * sqrt(k (k + 1) / (6 n))}, q the quantile of {@link StudentizedRange}.
 *
 * <p>It corrects for all k (k - 1) / 2 comparisons and is conservative; for a few planned ones {@link PairedTest} with {@link Holm}
 * sees more. Whether two methods differ here depends on which others were compared with them.
 *
 * @param significance such as 0.05
 * @param criticalDifference in ranks
 * @param groups the largest groups of methods of which no two differ, best ranks first, within and between groups. A method that
 *     differs from all others is a group of its own. A method may be in several: that its two neighbours cannot be told from it does
 *     not make them alike.
 */
public record NemenyiTest(double significance, double criticalDifference, List<List<String>> groups) {

    public NemenyiTest {
        groups = groups.stream().map(List::copyOf).toList();
    }

    /** @param significance in (0, 1), such as 0.05 */
    public static NemenyiTest after(FriedmanTest friedman, double significance) {
        double difference = criticalDifference(friedman.averageRanks().size(), friedman.tasks(), significance);
        return new NemenyiTest(significance, difference, groups(friedman.averageRanks(), difference));
    }

    /**
     * @param methods k, at least 2
     * @param tasks n, at least 1
     * @param significance in (0, 1), such as 0.05
     * @return in ranks
     */
    public static double criticalDifference(int methods, int tasks, double significance) {
        return StudentizedRange.quantile(1 - significance, methods) * standardError(methods, tasks);
    }

    /**
     * The chance of so large a difference of average ranks somewhere among k methods that rank alike: a p-value corrected for all
     * pairs.
     *
     * @param rankDifference its sign does not matter
     */
    public static double pValue(double rankDifference, int methods, int tasks) {
        double q = Math.abs(rankDifference) / standardError(methods, tasks);
        return 1 - StudentizedRange.cumulativeProbability(q, methods);
    }

    private static double standardError(int methods, int tasks) {
        if (tasks < 1) {
            throw new IllegalArgumentException("Average ranks need a task at least, not " + tasks);
        }
        return Math.sqrt(methods * (methods + 1.0) / (12.0 * tasks));
    }

    /** Ranks lie on a line, so every largest group is a stretch of it. */
    private static List<List<String>> groups(Map<String, Double> averageRanks, double criticalDifference) {
        List<Map.Entry<String, Double>> sorted = averageRanks.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .toList();
        List<List<String>> groups = new ArrayList<>();
        int reached = 0;
        for (int start = 0; start < sorted.size(); start++) {
            double best = sorted.get(start).getValue();
            int end = start + 1;
            while (end < sorted.size() && sorted.get(end).getValue() - best < criticalDifference) {
                end++;
            }
            if (end > reached) {
                groups.add(sorted.subList(start, end).stream()
                        .map(Map.Entry::getKey)
                        .toList());
                reached = end;
            }
        }
        return groups;
    }
}
