package org.disentangle.metrics.tree;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.disentangle.metrics.FactorColumn;

/**
 * What trees learn to predict: a class or a number per row.
 *
 * @param classes the values that a class can have and that occur, ascending; empty for numbers
 * @param values per row: the place of its class among them, or the number
 */
public record Target(int[] classes, double[] values) {

    /** The classes of a categorical factor's training rows, or the numbers of a continuous one's. */
    public static Target of(FactorColumn factor) {
        return factor.categorical()
                ? ofClasses(Arrays.stream(factor.train())
                        .mapToInt(value -> (int) value)
                        .toArray())
                : ofNumbers(factor.train());
    }

    /** @param labels per row, not negative */
    public static Target ofClasses(int[] labels) {
        int[] classes = Arrays.stream(labels).distinct().sorted().toArray();
        return new Target(
                classes,
                Arrays.stream(labels)
                        .mapToDouble(label -> Arrays.binarySearch(classes, label))
                        .toArray());
    }

    public static Target ofNumbers(double[] values) {
        return new Target(new int[0], values);
    }

    public boolean categorical() {
        return classes.length > 0;
    }

    /** Numbers that a model adds trees to: one, or one for each of more than two classes. */
    int outputs() {
        return classes.length > 2 ? classes.length : 1;
    }

    /** Rows of each class. */
    int[] counts() {
        int[] counts = new int[classes.length];
        for (double value : values) {
            counts[(int) value]++;
        }
        return counts;
    }

    /** The same of some rows; classes that do not occur among them are not among its classes. */
    public Target of(int[] rows) {
        if (categorical()) {
            return ofClasses(
                    IntStream.of(rows).map(row -> classes[(int) values[row]]).toArray());
        }
        return ofNumbers(IntStream.of(rows).mapToDouble(row -> values[row]).toArray());
    }
}
