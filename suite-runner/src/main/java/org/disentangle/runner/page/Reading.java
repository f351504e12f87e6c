package org.disentangle.runner.page;

import java.util.Comparator;
import java.util.List;
import org.disentangle.metrics.statistics.Interval;
import org.disentangle.runner.board.RankingText;
import org.jspecify.annotations.Nullable;

/** What a plot's intervals say, in words: which methods lie apart from the one with the highest mean. */
final class Reading {
    private Reading() {}

    /** @param interval null below three seeds */
    record Entry(String name, double mean, @Nullable Interval interval) {}

    /** Empty for fewer than two entries. */
    static String of(List<Entry> entries) {
        if (entries.size() < 2) {
            return "";
        }
        Entry highest =
                entries.stream().max(Comparator.comparingDouble(Entry::mean)).orElseThrow();
        Interval best = highest.interval();
        if (best == null) {
            return "The highest mean is that of " + highest.name()
                    + ". It has too few seeds for an interval: how sure the order is cannot be said.";
        }
        List<String> apart = entries.stream()
                .filter(entry -> !entry.equals(highest))
                .filter(entry -> entry.interval() != null && entry.interval().upper() < best.lower())
                .map(Entry::name)
                .toList();
        List<String> overlapping = entries.stream()
                .filter(entry -> !entry.equals(highest))
                .filter(entry -> entry.interval() != null && entry.interval().upper() >= best.lower())
                .map(Entry::name)
                .toList();
        long unknown =
                entries.stream().filter(entry -> entry.interval() == null).count();
        return (apart.isEmpty()
                        ? ""
                        : "No finding, as nothing is corrected here for looking at several methods; the tests above the table decide. ")
                + "The highest mean is that of " + highest.name() + ". "
                + (apart.isEmpty() ? "" : "Wholly below its interval: " + RankingText.listed(apart) + ". ")
                + (overlapping.isEmpty()
                        ? ""
                        : "Overlapping it, which shows neither a difference nor that there is none: "
                                + RankingText.listed(overlapping) + ". ")
                + (unknown == 0
                        ? ""
                        : unknown + (unknown == 1 ? " method has" : " methods have")
                                + " too few seeds for an interval.");
    }
}
