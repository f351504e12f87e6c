package org.disentangle.runner.ranking;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.disentangle.core.spec.CanonicalJson;
import org.jspecify.annotations.Nullable;

/**
 * A line that is ranked, with the number that it is ranked by, seed by seed.
 *
 * @param settings what tells the line from others of the method
 * @param planned how many seeds should have a number
 * @param values by seed; without those whose trial is not done or has no such score
 */
public record Contender(
        String method, Map<String, @Nullable Object> settings, int planned, SortedMap<Long, Double> values) {
    public Contender {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** Whether no seed is missing: those that are there may be the easier ones, so that only complete lines are ranked. */
    boolean complete() {
        return !values.isEmpty() && values.size() >= planned;
    }

    /** Unlike any other line's. Random streams are named after it, so that lines that are added change nothing about this one. */
    String key() {
        return method + " " + CanonicalJson.write(settings);
    }
}
