package org.disentangle.core.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Cells into which a method put all training groups, and the labels to hold them against.
 *
 * @param cells by name in board order, such as {@code partition0}; {@code [groups]}, from 0
 * @param labels per factor name, the label of each group's first row, {@code [groups]}
 */
public record Assignments(Map<String, int[]> cells, Map<String, int[]> labels) {
    public static final Assignments NONE = new Assignments(Map.of(), Map.of());

    public Assignments {
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
}
