package org.disentangle.metrics.tree;

import org.jspecify.annotations.Nullable;

/**
 * Trees for numbers: divides where the squared error falls most, which is where Friedman's criterion {@code (mean left - mean right)^2
 * * left * right / (left + right)} is greatest. Values of nodes are means.
 *
 * <p>Targets are rounded to whole multiples of a power of two, at least 2^47 of them up to the greatest target if there are 10,000
 * rows, and added up as {@code long}.
 */
class RegressionGrower extends TreeGrower {
    /** What gains less than this part of the best so far is not worth a division of numbers. */
    private static final double NEARLY = 1 - 1e-9;

    private double[] targets = new double[0];
    private long[] rounded = new long[0];
    private double unit = 1;

    private long nodeSum;
    private int nodeRows;
    private double nodeImpurity;

    RegressionGrower(int depth, SortedColumns columns) {
        super(depth, columns);
    }

    /**
     * @param targets per row of the codes, finite
     * @param seed of the order of columns that are equally good
     */
    final Tree grow(SortedColumns columns, double[] targets, long seed) {
        this.targets = targets;
        if (rounded.length < targets.length) {
            rounded = new long[targets.length];
        }
        double largest = 0;
        for (double target : targets) {
            largest = Math.max(largest, Math.abs(target));
        }
        unit = unit(largest, columns.length());
        double scale = 1 / unit;
        for (int i = 0; i < targets.length; i++) {
            rounded[i] = (long) Math.rint(targets[i] * scale);
        }
        return grow(columns, seed);
    }

    /** A power of two in whose multiples so many numbers up to the largest can be added up exactly. */
    static double unit(double largest, int count) {
        int bits = 62 - (Integer.SIZE - Integer.numberOfLeadingZeros(count));
        int exponent = Math.max(-900, Math.getExponent(Math.max(largest, Double.MIN_NORMAL)) + 1 - bits);
        return Math.scalb(1.0, exponent);
    }

    final double target(int row) {
        return targets[row];
    }

    @Override
    final int outputs() {
        return 1;
    }

    @Override
    final void enter(long[] entries, int start, int end) {
        long sum = 0;
        for (int i = start; i < end; i++) {
            sum += rounded[SortedColumns.row(entries[i])];
        }
        nodeSum = sum;
        nodeRows = end - start;
        double mean = mean();
        double squares = 0;
        for (int i = start; i < end; i++) {
            double off = targets[SortedColumns.row(entries[i])] - mean;
            squares += off * off;
        }
        nodeImpurity = squares / nodeRows;
    }

    private double mean() {
        return nodeSum * unit / nodeRows;
    }

    @Override
    final double impurity() {
        return nodeImpurity;
    }

    @Override
    void describe(Tree tree, int node) {
        tree.set(node, 0, mean());
    }

    @Override
    final @Nullable Split best(int column, long[] entries, int start, int end, double atLeast) {
        long[] numbers = rounded;
        long total = nodeSum;
        int rows = end - start;
        long sum = 0;
        int position = -1;
        double gain = atLeast;
        float value = SortedColumns.value(entries[start]);
        for (int i = start + 1; i < end; i++) {
            sum += numbers[SortedColumns.row(entries[i - 1])];
            float next = SortedColumns.value(entries[i]);
            if (next > value + APART) {
                double left = i - start;
                double right = rows - left;
                // The same number if left and right change places: no product is rounded together with the difference.
                double difference = right * sum - left * (total - sum);
                double squared = difference * difference;
                double product = left * right;
                if (squared > gain * product * NEARLY) {
                    double found = squared / product;
                    if (found > gain) {
                        gain = found;
                        position = i;
                    }
                }
            }
            value = next;
        }
        return position < 0
                ? null
                : new Split(column, position, middle(entries[position - 1], entries[position]), gain);
    }

    @Override
    final double decrease(Split split) {
        return split.gain() / nodeRows * unit * unit;
    }
}
