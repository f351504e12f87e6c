package org.disentangle.metrics;

import java.util.Arrays;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.data.Factor;

/**
 * The labels of one factor.
 *
 * @param factor its name, for messages
 * @param values per row, in {@code 0..cardinality-1}; not copied and not written to
 */
public record ClassLabels(String factor, int[] values, int cardinality) {
    public ClassLabels {
        for (int row = 0; row < values.length; row++) {
            if (values[row] < 0 || values[row] >= cardinality) {
                throw new UserError("Factor '" + factor + "' has label " + values[row] + " in row " + row
                        + "; allowed are 0 to " + (cardinality - 1));
            }
        }
    }

    /** @param columns labels per factor name */
    public static ClassLabels of(Factor factor, Map<String, int[]> columns) {
        int[] column = columns.get(factor.name());
        if (column == null) {
            throw new IllegalArgumentException("No labels of factor '" + factor.name() + "', only " + columns.keySet());
        }
        return new ClassLabels(factor.name(), column, factor.cardinality());
    }

    public int rows() {
        return values.length;
    }

    /** Some rows, in the order in which they are named. */
    public ClassLabels select(int[] rows) {
        return new ClassLabels(
                factor, Arrays.stream(rows).map(row -> values[row]).toArray(), cardinality);
    }

    /** How often each class occurs. */
    public int[] counts() {
        int[] counts = new int[cardinality];
        for (int value : values) {
            counts[value]++;
        }
        return counts;
    }

    /** How many classes occur. */
    public int present() {
        return (int) Arrays.stream(counts()).filter(count -> count > 0).count();
    }

    /**
     * The share of the most frequent class in {@code 0..1}: the accuracy of the best constant answer, which a probe has to beat
     * before it has read anything. At least the chance level 1/cardinality, and equal to it if the classes are balanced.
     *
     * @throws UserError if there are no rows
     */
    public double majorityRate() {
        int largest = 0;
        for (int count : counts()) {
            largest = Math.max(largest, count);
        }
        requireRows();
        return (double) largest / rows();
    }

    /**
     * The share of rows where a prediction is right, in {@code 0..1}.
     *
     * @throws UserError if there are no rows
     */
    public double accuracy(int[] predictions) {
        requireRows();
        if (predictions.length != rows()) {
            throw new IllegalArgumentException(predictions.length + " predictions for " + rows() + " rows");
        }
        int right = 0;
        for (int row = 0; row < predictions.length; row++) {
            if (predictions[row] == values[row]) {
                right++;
            }
        }
        return (double) right / rows();
    }

    private void requireRows() {
        if (values.length == 0) {
            throw new UserError("Factor '" + factor + "' has no rows to score");
        }
    }
}
