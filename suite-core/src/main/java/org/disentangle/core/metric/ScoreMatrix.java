package org.disentangle.core.metric;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The numbers that scores were made of.
 *
 * @param metric the metric's name
 * @param name what they are, such as {@code importance} or {@code mutual information}
 * @param block whose codes they are about
 * @param rows names of the rows, such as dimensions {@code 0}, {@code 1}, ...
 * @param columns names of the columns, such as factors
 * @param values {@code [rows, columns]} row by row, finite; not changed afterwards
 */
public record ScoreMatrix(
        String metric, String name, String block, List<String> rows, List<String> columns, double[] values) {
    public ScoreMatrix {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        if (values.length != rows.size() * columns.size()) {
            throw new IllegalArgumentException("The matrix '" + name + "' of " + metric + " on " + block + " has "
                    + values.length + " numbers, not " + rows.size() + " x " + columns.size());
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "The matrix '" + name + "' of " + metric + " on " + block + " holds " + value);
            }
        }
    }

    /** The same from rows of numbers; {@code values[row][column]}. */
    public static ScoreMatrix of(
            String metric, String name, String block, List<String> rows, List<String> columns, double[][] values) {
        double[] flat = Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
        return new ScoreMatrix(metric, name, block, rows, columns, flat);
    }

    /** Names of so many dimensions: {@code 0}, {@code 1}, ... */
    public static List<String> dimensions(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
