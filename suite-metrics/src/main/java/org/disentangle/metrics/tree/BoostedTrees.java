package org.disentangle.metrics.tree;

import java.util.Arrays;
import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.matrix.Shards;

/** A fitted model of {@link GradientBoosting}. */
public final class BoostedTrees {
    private static final int ROWS_AT_ONCE = 512;

    private final Target target;
    private final BoostingOptions options;
    private final int dimension;
    private final double[] start;
    private final Tree[][] trees;

    /**
     * @param start per output
     * @param trees {@code [outputs][stages]}
     */
    BoostedTrees(Target target, BoostingOptions options, int dimension, double[] start, Tree[][] trees) {
        this.target = target;
        this.options = options;
        this.dimension = dimension;
        this.start = start;
        this.trees = trees;
    }

    /**
     * What the trees add up to: the number itself, the log odds of the greater of two classes, or for more classes their logarithms of
     * probabilities up to a constant.
     *
     * @return {@code [rows, outputs]} row by row
     */
    public double[] raw(Codes codes, Shards threads) {
        if (codes.dimension() != dimension) {
            throw new IllegalArgumentException(
                    "The trees know " + dimension + " columns, the codes have " + codes.dimension());
        }
        int outputs = start.length;
        double[] raw = new double[codes.rows() * outputs];
        threads.run((codes.rows() + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE, (shard, worker) -> {
            int from = shard * ROWS_AT_ONCE;
            int to = Math.min(codes.rows(), from + ROWS_AT_ONCE);
            for (int k = 0; k < outputs; k++) {
                for (int row = from; row < to; row++) {
                    raw[row * outputs + k] = start[k];
                }
                for (Tree tree : trees[k]) {
                    for (int row = from; row < to; row++) {
                        int leaf = tree.find(codes.values(), row * dimension, options.depth());
                        raw[row * outputs + k] += options.learningRate() * tree.value(leaf, 0);
                    }
                }
            }
        });
        return raw;
    }

    /** Per row, the most probable class (of equally probable ones the least), or the number. */
    public double[] predict(Codes codes, Shards threads) {
        double[] raw = raw(codes, threads);
        if (!target.categorical()) {
            return raw;
        }
        int outputs = start.length;
        double[] predicted = new double[codes.rows()];
        for (int row = 0; row < predicted.length; row++) {
            int best = 0;
            if (outputs == 1) {
                best = target.classes().length > 1 && raw[row] > 0 ? 1 : 0;
            }
            for (int k = 1; k < outputs; k++) {
                if (raw[row * outputs + k] > raw[row * outputs + best]) {
                    best = k;
                }
            }
            predicted[row] = target.classes()[best];
        }
        return predicted;
    }

    /**
     * What each column contributes, as scikit-learn counts it: the decreases of squared error at the nodes that ask for it, per training
     * row, on the mean over all trees that have more than one node; then divided by their sum. All 0 if no tree has.
     *
     * @return {@code [dimension]}, with sum 1 or 0
     */
    public double[] importances() {
        double[] importances = new double[dimension];
        for (int stage = 0; stage < options.stages(); stage++) {
            for (Tree[] output : trees) {
                if (output.length > 0) {
                    output[stage].addDecreases(importances, options.depth());
                }
            }
        }
        return normalized(importances);
    }

    /** Divided by their sum, unless that is 0. */
    static double[] normalized(double[] importances) {
        double sum = Arrays.stream(importances).sum();
        return sum > 0 ? Arrays.stream(importances).map(value -> value / sum).toArray() : importances;
    }
}
