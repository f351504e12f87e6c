package org.disentangle.metrics.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Trees for classes: divides where Gini's impurity falls most. Values of nodes are the shares of the classes. */
final class ClassificationGrower extends TreeGrower {
    private final int[] classes;
    private final long[] nodeCounts;
    private final long[] leftCounts;

    private long nodeSquares;
    private int nodeRows;

    /** @param classes per row of the codes, in {@code 0..count-1} */
    ClassificationGrower(int depth, SortedColumns columns, int[] classes, int count) {
        super(depth, columns);
        this.classes = classes;
        this.nodeCounts = new long[count];
        this.leftCounts = new long[count];
    }

    @Override
    int outputs() {
        return nodeCounts.length;
    }

    @Override
    void enter(long[] entries, int start, int end) {
        Arrays.fill(nodeCounts, 0);
        for (int i = start; i < end; i++) {
            nodeCounts[classes[SortedColumns.row(entries[i])]]++;
        }
        nodeRows = end - start;
        nodeSquares = 0;
        for (long count : nodeCounts) {
            nodeSquares += count * count;
        }
    }

    @Override
    double impurity() {
        return 1 - (double) nodeSquares / ((double) nodeRows * nodeRows);
    }

    @Override
    void describe(Tree tree, int node) {
        for (int k = 0; k < nodeCounts.length; k++) {
            tree.set(node, k, (double) nodeCounts[k] / nodeRows);
        }
    }

    @Override
    @Nullable
    Split best(int column, long[] entries, int start, int end, double atLeast) {
        Arrays.fill(leftCounts, 0);
        long leftSquares = 0;
        long rightSquares = nodeSquares;
        int position = -1;
        double gain = atLeast;
        float value = SortedColumns.value(entries[start]);
        for (int i = start + 1; i < end; i++) {
            int k = classes[SortedColumns.row(entries[i - 1])];
            leftSquares += 2 * leftCounts[k] + 1;
            rightSquares += 1 - 2 * (nodeCounts[k] - leftCounts[k]);
            leftCounts[k]++;
            float next = SortedColumns.value(entries[i]);
            if (next > value + APART) {
                double found = (double) leftSquares / (i - start) + (double) rightSquares / (end - i);
                if (found > gain) {
                    gain = found;
                    position = i;
                }
            }
            value = next;
        }
        return position < 0
                ? null
                : new Split(column, position, middle(entries[position - 1], entries[position]), gain);
    }

    @Override
    double decrease(Split split) {
        return split.gain() - (double) nodeSquares / nodeRows;
    }
}
