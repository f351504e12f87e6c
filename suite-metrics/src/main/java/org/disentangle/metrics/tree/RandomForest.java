package org.disentangle.metrics.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.matrix.Shards;

/**
 * A random forest: each tree sees as many rows as there are, drawn with replacement, and all columns at each node; classes by Gini's
 * impurity, numbers by squared error. As scikit-learn's with {@code max_features=None}, whose bootstrap comes from another generator.
 */
public final class RandomForest {
    private final Target target;
    private final int dimension;
    private final Tree[] trees;
    private final int depth;

    private RandomForest(Target target, int dimension, Tree[] trees, int depth) {
        this.target = target;
        this.dimension = dimension;
        this.trees = trees;
        this.depth = depth;
    }

    /**
     * Forests of all depths that are tried, of which the best on held-out rows is taken. A tree of a lesser depth is the beginning of a
     * deeper one, so each is grown once.
     *
     * @param train codes to learn from
     * @param targets their targets
     * @param held codes that choose the depth
     * @param wanted what is true of them, per target: the class or the number
     * @param random the stream of each tree of each target, by {@code target * trees + tree}
     */
    public static List<RandomForest> fit(
            Codes train,
            List<Target> targets,
            Codes held,
            List<double[]> wanted,
            ForestOptions options,
            IntFunction<UniformRandomProvider> random,
            Shards threads) {
        SortedColumns columns = SortedColumns.of(train, threads);
        Tree[][] grown = new Tree[targets.size()][options.trees()];
        threads.run(targets.size() * options.trees(), (shard, worker) -> {
            Target target = targets.get(shard / options.trees());
            grown[shard / options.trees()][shard % options.trees()] =
                    grow(columns, target, options.deepest(), random.apply(shard));
        });
        List<RandomForest> forests = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            RandomForest best = null;
            double least = Double.POSITIVE_INFINITY;
            for (int depth : options.depths().stream().sorted().toList()) {
                RandomForest forest = new RandomForest(targets.get(i), train.dimension(), grown[i], depth);
                double error = forest.error(forest.predict(held), wanted.get(i));
                if (best == null || error < least) {
                    best = forest;
                    least = error;
                }
            }
            if (best != null) {
                forests.add(best);
            }
        }
        return forests;
    }

    private static Tree grow(SortedColumns columns, Target target, int depth, UniformRandomProvider random) {
        int[] counts = new int[columns.rows()];
        for (int i = 0; i < counts.length; i++) {
            counts[random.nextInt(counts.length)]++;
        }
        SortedColumns drawn = columns.drawn(counts);
        long seed = random.nextLong();
        if (target.categorical()) {
            int[] classes = Arrays.stream(target.values())
                    .mapToInt(value -> (int) value)
                    .toArray();
            return new ClassificationGrower(depth, drawn, classes, target.classes().length).grow(drawn, seed);
        }
        return new RegressionGrower(depth, drawn).grow(drawn, target.values(), seed);
    }

    /** Rows that are wrong, or the sum of squares. */
    private double error(double[] predicted, double[] wanted) {
        double error = 0;
        for (int row = 0; row < wanted.length; row++) {
            double off = predicted[row] - wanted[row];
            error += !target.categorical() ? off * off : off == 0 ? 0 : 1;
        }
        return error;
    }

    /** The depth that was taken. */
    public int depth() {
        return depth;
    }

    /** Per row, the class with the greatest mean share over the trees' leaves (of equals the least), or the mean number. */
    public double[] predict(Codes codes) {
        if (codes.dimension() != dimension) {
            throw new IllegalArgumentException(
                    "The trees know " + dimension + " columns, the codes have " + codes.dimension());
        }
        double[] predicted = new double[codes.rows()];
        double[] sums = new double[Math.max(1, target.classes().length)];
        for (int row = 0; row < predicted.length; row++) {
            Arrays.fill(sums, 0);
            for (Tree tree : trees) {
                int node = tree.find(codes.values(), row * dimension, depth);
                for (int k = 0; k < sums.length; k++) {
                    sums[k] += tree.value(node, k);
                }
            }
            if (target.categorical()) {
                int best = 0;
                for (int k = 1; k < sums.length; k++) {
                    best = sums[k] > sums[best] ? k : best;
                }
                predicted[row] = target.classes()[best];
            } else {
                predicted[row] = sums[0] / trees.length;
            }
        }
        return predicted;
    }

    /**
     * What each column contributes, as scikit-learn counts it: the decreases of impurity in a tree divided by their sum, on the mean over
     * the trees with more than one node, again divided by their sum.
     *
     * @return {@code [dimension]}, with sum 1, or all 0 if no tree was divided
     */
    public double[] importances() {
        double[] importances = new double[dimension];
        for (Tree tree : trees) {
            double[] decreases = new double[dimension];
            tree.addDecreases(decreases, depth);
            double[] shares = BoostedTrees.normalized(decreases);
            for (int column = 0; column < dimension; column++) {
                importances[column] += shares[column];
            }
        }
        return BoostedTrees.normalized(importances);
    }
}
