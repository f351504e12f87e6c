package org.disentangle.core.method;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a method found besides the encoder.
 *
 * @param figures single numbers for the record, such as the last {@code lambda_content}; finite
 * @param assignments into which cell each training group fell, by name in board order, such as {@code partition0}; {@code
 *     [groups]}, from 0. Kept with the record and offered to metrics.
 */
public record MethodReport(Map<String, Double> figures, Map<String, int[]> assignments) {
    public static final MethodReport EMPTY = new MethodReport(Map.of(), Map.of());

    public MethodReport {
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
        assignments = Collections.unmodifiableMap(new LinkedHashMap<>(assignments));
        figures.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("The figure '" + name + "' is " + value);
            }
        });
    }
}
