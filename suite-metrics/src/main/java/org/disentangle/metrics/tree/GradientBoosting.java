package org.disentangle.metrics.tree;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.disentangle.metrics.matrix.Shards;

/**
 * Gradient boosted trees as scikit-learn's {@code GradientBoostingClassifier} (log loss) and {@code GradientBoostingRegressor}
 * (squared error) fit them by default: Friedman's criterion, all rows and all columns, at least 1 row in a leaf and 2 in a node
 * that is divided; begun from the classes' shares or the mean; leaves of classifiers by one step of Newton's method; one tree per
 * stage for two classes or numbers, one for each of more classes. One class needs no trees.
 *
 * <p>Several models on the same codes are fitted stage by stage together, each tree by one thread. What they are does not depend on
 * the number of threads.
 */
public final class GradientBoosting {
    /** Shares of classes are kept so far from 0 and 1: the precision of float32. */
    private static final double EDGE = Math.ulp(1f);

    private static final double NO_CURVATURE = 1e-150;
    private static final int ROW_SHARDS = 16;

    private final SortedColumns columns;
    private final BoostingOptions options;
    private final Shards threads;

    private GradientBoosting(SortedColumns columns, BoostingOptions options, Shards threads) {
        this.columns = columns;
        this.options = options;
        this.threads = threads;
    }

    /**
     * @param targets for the rows of the codes, of which there must be at least one
     * @param seed chooses among columns that are equally good; without such it has no effect
     */
    public static List<BoostedTrees> fit(
            SortedColumns columns, List<Target> targets, BoostingOptions options, long seed, Shards threads) {
        for (Target target : targets) {
            if (target.values().length != columns.rows() || columns.rows() == 0) {
                throw new IllegalArgumentException(
                        target.values().length + " targets for " + columns.rows() + " rows; one each is needed");
            }
        }
        return new GradientBoosting(columns, options, threads).fit(targets, seed);
    }

    /** A model while it is fitted. */
    private static final class Growing {
        private final Target target;
        private final double[] start;
        /** {@code [outputs][rows]}. */
        private final double[][] raw;
        /** What is left to explain. */
        private final double[][] residuals;

        private final Tree[][] trees;

        Growing(Target target, int stages) {
            this.target = target;
            this.start = GradientBoosting.start(target);
            int outputs = target.classes().length == 1 ? 0 : target.outputs();
            this.raw = new double[outputs][target.values().length];
            this.residuals = new double[outputs][target.values().length];
            for (int k = 0; k < outputs; k++) {
                Arrays.fill(raw[k], start[k]);
            }
            this.trees = new Tree[outputs][stages];
        }

        void updateResiduals(int from, int to) {
            if (raw.length == 0) {
                return;
            }
            double[] values = target.values();
            if (!target.categorical()) {
                for (int row = from; row < to; row++) {
                    residuals[0][row] = values[row] - raw[0][row];
                }
            } else if (raw.length == 1) {
                for (int row = from; row < to; row++) {
                    residuals[0][row] = values[row] - 1 / (1 + Math.exp(-raw[0][row]));
                }
            } else {
                for (int row = from; row < to; row++) {
                    updateClassResiduals(row, (int) values[row]);
                }
            }
        }

        private void updateClassResiduals(int row, int label) {
            double largest = Double.NEGATIVE_INFINITY;
            for (double[] output : raw) {
                largest = Math.max(largest, output[row]);
            }
            double sum = 0;
            for (int k = 0; k < raw.length; k++) {
                double exponential = Math.exp(raw[k][row] - largest);
                residuals[k][row] = exponential;
                sum += exponential;
            }
            for (int k = 0; k < raw.length; k++) {
                residuals[k][row] = (k == label ? 1 : 0) - residuals[k][row] / sum;
            }
        }

        BoostedTrees grown(BoostingOptions options, int dimension) {
            return new BoostedTrees(target, options, dimension, start, trees.length == 0 ? new Tree[1][0] : trees);
        }
    }

    /** Grows trees whose leaves step towards the target. */
    private static final class StageGrower extends RegressionGrower {
        private final double learningRate;
        private boolean newton;
        private double factor = 1;
        private double[] raw = new double[0];

        StageGrower(BoostingOptions options, SortedColumns columns) {
            super(options.depth(), columns);
            this.learningRate = options.learningRate();
        }

        Tree grow(SortedColumns columns, Growing model, int output, long seed) {
            int outputs = model.raw.length;
            newton = model.target.categorical();
            factor = outputs > 1 ? (outputs - 1.0) / outputs : 1;
            raw = model.raw[output];
            return grow(columns, model.residuals[output], seed);
        }

        @Override
        void leaf(Tree tree, int node, long[] entries, int start, int end) {
            if (newton) {
                tree.set(node, 0, newton(entries, start, end));
            }
            double step = learningRate * tree.value(node, 0);
            for (int i = start; i < end; i++) {
                raw[SortedColumns.row(entries[i])] += step;
            }
        }

        /** Sum of the residuals by sum of p (1 - p), where p is 1 less the residual's size. Exact sums as in nodes, in the leaf's own unit. */
        private double newton(long[] entries, int start, int end) {
            double largest = 0;
            for (int i = start; i < end; i++) {
                largest = Math.max(largest, Math.abs(target(SortedColumns.row(entries[i]))));
            }
            double unit = unit(largest, end - start);
            double scale = 1 / unit;
            long slope = 0;
            long curvature = 0;
            for (int i = start; i < end; i++) {
                double residual = target(SortedColumns.row(entries[i]));
                double size = Math.abs(residual);
                slope += (long) Math.rint(residual * scale);
                curvature += (long) Math.rint(size * (1 - size) * scale);
            }
            return curvature * unit < NO_CURVATURE ? 0 : factor * slope / curvature;
        }
    }

    private List<BoostedTrees> fit(List<Target> targets, long seed) {
        List<Growing> models = targets.stream()
                .map(target -> new Growing(target, options.stages()))
                .toList();
        record Place(Growing model, int output) {}
        List<Place> places = models.stream()
                .flatMap(model -> IntStream.range(0, model.raw.length).mapToObj(output -> new Place(model, output)))
                .toList();
        StageGrower[] growers = new StageGrower[threads.threads()];
        Arrays.setAll(growers, worker -> new StageGrower(options, columns));
        int rows = columns.rows();
        UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(seed);
        for (int stage = 0; stage < options.stages(); stage++) {
            int now = stage;
            long[] seeds = new long[places.size()];
            Arrays.setAll(seeds, place -> random.nextLong());
            threads.run(ROW_SHARDS, (shard, worker) -> {
                int from = Shards.start(shard, ROW_SHARDS, rows);
                int to = Shards.start(shard + 1, ROW_SHARDS, rows);
                models.forEach(model -> model.updateResiduals(from, to));
            });
            threads.run(places.size(), (shard, worker) -> {
                Place place = places.get(shard);
                place.model().trees[place.output()][now] =
                        growers[worker].grow(columns, place.model(), place.output(), seeds[shard]);
            });
        }
        return models.stream()
                .map(model -> model.grown(options, columns.dimension()))
                .toList();
    }

    /** Per output, what comes before the first tree. */
    private static double[] start(Target target) {
        if (!target.categorical()) {
            double sum = 0;
            for (double value : target.values()) {
                sum += value;
            }
            return new double[] {sum / target.values().length};
        }
        int[] counts = target.counts();
        double rows = target.values().length;
        if (counts.length <= 2) {
            double share = counts.length == 1 ? 0 : within(counts[1] / rows);
            return new double[] {counts.length == 1 ? 0 : Math.log(share / (1 - share))};
        }
        return Arrays.stream(counts)
                .mapToDouble(count -> Math.log(within(count / rows)))
                .toArray();
    }

    private static double within(double share) {
        return Math.max(EDGE, Math.min(1 - EDGE, share));
    }
}
