package org.disentangle.metrics.tree;

import java.util.Arrays;

/**
 * A binary tree over columns of codes. Node 0 is the root; a row goes left where its value in the node's column is at most the
 * threshold. Every node has values, so that a tree cut at a lesser depth is a tree as well.
 */
final class Tree {
    private static final int LEAF = -1;

    private final int outputs;
    private int nodes;
    private int[] column = new int[16];
    private double[] threshold = new double[16];
    private int[] left = new int[16];
    private int[] right = new int[16];
    private double[] decrease = new double[16];
    private double[] values;

    /** @param outputs values per node */
    Tree(int outputs) {
        this.outputs = outputs;
        this.values = new double[16 * outputs];
    }

    /** A new node, a leaf until it is split. */
    int add() {
        if (nodes == column.length) {
            int size = 2 * nodes;
            column = Arrays.copyOf(column, size);
            threshold = Arrays.copyOf(threshold, size);
            left = Arrays.copyOf(left, size);
            right = Arrays.copyOf(right, size);
            decrease = Arrays.copyOf(decrease, size);
            values = Arrays.copyOf(values, size * outputs);
        }
        column[nodes] = LEAF;
        return nodes++;
    }

    /** @param decrease of the impurity: that of the node less those of its children, each times its rows */
    void split(int node, Split split, int left, int right, double decrease) {
        column[node] = split.column();
        threshold[node] = split.threshold();
        this.left[node] = left;
        this.right[node] = right;
        this.decrease[node] = decrease;
    }

    void set(int node, int output, double value) {
        values[node * outputs + output] = value;
    }

    double value(int node, int output) {
        return values[node * outputs + output];
    }

    int nodes() {
        return nodes;
    }

    /** The node where a row ends, at most {@code depth} steps below the root. */
    int find(float[] codes, int offset, int depth) {
        int node = 0;
        for (int step = 0; step < depth && column[node] != LEAF; step++) {
            node = codes[offset + column[node]] <= threshold[node] ? left[node] : right[node];
        }
        return node;
    }

    /** Adds the decreases of impurity by column of the nodes less than {@code depth} steps below the root. */
    void addDecreases(double[] into, int depth) {
        addDecreases(0, into, depth);
    }

    private void addDecreases(int node, double[] into, int depth) {
        if (depth > 0 && column[node] != LEAF) {
            into[column[node]] += decrease[node];
            addDecreases(left[node], into, depth - 1);
            addDecreases(right[node], into, depth - 1);
        }
    }
}
