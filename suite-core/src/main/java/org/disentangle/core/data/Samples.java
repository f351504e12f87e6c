package org.disentangle.core.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The samples of one split as plain numbers, in columns. Rows stand in groups: the rows of a group are views of "the same
 * thing" (a pair has two). Row {@code g * rowsPerGroup + v} is view v of group g.
 *
 * @param sources per source name (an input of the scene program), an index per row
 * @param labels per factor name, a label per row
 * @param targets per continuous factor, its numbers row by row, {@code [rows, dimension]}
 * @param jointLabels per group, what its rows share as one class; empty if the data set has none
 */
public record Samples(
        int groups,
        int rowsPerGroup,
        Map<String, int[]> sources,
        Map<String, int[]> labels,
        Map<String, float[]> targets,
        int[] jointLabels) {
    public Samples {
        targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        int rows = groups * rowsPerGroup;
        sources.forEach((name, column) -> expect(name, column.length, rows));
        labels.forEach((name, column) -> expect(name, column.length, rows));
        targets.forEach(
                (name, column) -> expect(name, column.length, column.length - column.length % Math.max(1, rows)));
        if (jointLabels.length != 0) {
            expect("joint labels", jointLabels.length, groups);
        }
    }

    /** Without continuous factors. */
    public Samples(
            int groups, int rowsPerGroup, Map<String, int[]> sources, Map<String, int[]> labels, int[] jointLabels) {
        this(groups, rowsPerGroup, sources, labels, Map.of(), jointLabels);
    }

    /** The first groups alone. */
    public Samples first(int count) {
        if (count < 0 || count > groups) {
            throw new IllegalArgumentException("There are " + groups + " groups, not " + count);
        }
        if (count == groups) {
            return this;
        }
        Map<String, float[]> numbers = new LinkedHashMap<>();
        targets.forEach((name, column) -> numbers.put(name, Arrays.copyOf(column, column.length / groups * count)));
        int[] joint = jointLabels.length == 0 ? jointLabels : Arrays.copyOf(jointLabels, count);
        int rows = count * rowsPerGroup;
        return new Samples(count, rowsPerGroup, first(sources, rows), first(labels, rows), numbers, joint);
    }

    private static Map<String, int[]> first(Map<String, int[]> columns, int rows) {
        Map<String, int[]> parts = new LinkedHashMap<>();
        columns.forEach((name, column) -> parts.put(name, Arrays.copyOf(column, rows)));
        return parts;
    }

    public int rows() {
        return groups * rowsPerGroup;
    }

    /** The row that a view of a group sees; more views than rows go round. */
    public int row(int group, int view) {
        return group * rowsPerGroup + view % rowsPerGroup;
    }

    public int[] labels(String factor) {
        int[] column = labels.get(factor);
        if (column == null) {
            throw new IllegalArgumentException("No factor '" + factor + "', only " + labels.keySet());
        }
        return column;
    }

    /** The numbers of a continuous factor, {@code [rows, dimension]}. */
    public float[] targets(String factor) {
        float[] column = targets.get(factor);
        if (column == null) {
            throw new IllegalArgumentException("No continuous factor '" + factor + "', only " + targets.keySet());
        }
        return column;
    }

    private static void expect(String name, int found, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException("Column '" + name + "' has " + found + " entries, expected " + expected);
        }
    }
}
