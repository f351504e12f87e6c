package org.disentangle.metrics.information;

import java.util.Arrays;

/** One dimension of the training codes in ascending order, so that sums over half-lines take a search in place of a pass. */
final class SortedColumn {
    /** What is taken from every value, so that sums of squares lose no digits. */
    final double mean;
    /** Rows in ascending order of their values. */
    private final int[] order;
    /** Values less their mean, ascending. */
    private final double[] values;

    SortedColumn(float[] codes, int dimension, int column) {
        int rows = codes.length / dimension;
        long[] keys = new long[rows];
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            float value = codes[row * dimension + column];
            sum += value;
            int bits = Float.floatToIntBits(value);
            // The order of these integers is that of the numbers.
            keys[row] = (long) (bits ^ (bits >> 31 & Integer.MAX_VALUE)) << 32 | row;
        }
        Arrays.sort(keys);
        mean = sum / rows;
        order = new int[rows];
        values = new double[rows];
        for (int place = 0; place < rows; place++) {
            order[place] = (int) keys[place];
            values[place] = codes[order[place] * dimension + column] - mean;
        }
    }

    /** All values. */
    Sums all() {
        return new Sums(values, 0, values.length);
    }

    /**
     * The values of each class.
     *
     * @param classes of each row
     */
    Sums[] byClass(int[] classes, int[] counts) {
        int[] next = new int[counts.length];
        double[] grouped = new double[values.length];
        int[] starts = new int[counts.length + 1];
        for (int c = 0; c < counts.length; c++) {
            starts[c + 1] = starts[c] + counts[c];
            next[c] = starts[c];
        }
        for (int place = 0; place < values.length; place++) {
            grouped[next[classes[order[place]]]++] = values[place];
        }
        Sums[] sums = new Sums[counts.length];
        for (int c = 0; c < sums.length; c++) {
            sums[c] = new Sums(grouped, starts[c], starts[c + 1]);
        }
        return sums;
    }

    /** Ascending values and the sums of their first few, and of their squares. */
    static final class Sums {
        private final double[] values;
        private final double[] first;
        private final double[] second;

        private Sums(double[] all, int from, int to) {
            values = Arrays.copyOfRange(all, from, to);
            first = new double[values.length + 1];
            second = new double[values.length + 1];
            for (int i = 0; i < values.length; i++) {
                first[i + 1] = first[i] + values[i];
                second[i + 1] = second[i] + values[i] * values[i];
            }
        }

        int count() {
            return values.length;
        }

        /** How many values are below the limit. */
        int below(double limit) {
            int low = 0;
            int high = values.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (values[middle] < limit) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        double sum(int from, int to) {
            return first[to] - first[from];
        }

        double squares(int from, int to) {
            return second[to] - second[from];
        }
    }
}
