package org.disentangle.metrics.probe;

import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.disentangle.metrics.matrix.CodeRows;
import org.disentangle.metrics.matrix.DenseProduct;
import org.disentangle.metrics.matrix.PositiveDefinite;
import org.disentangle.metrics.matrix.RowBlock;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.matrix.Standardization;
import org.jspecify.annotations.Nullable;

/**
 * The penalised mean cross-entropy of {@link LogisticRegression}, and its gradient.
 *
 * <p>Parameters are one array, {@code [classes, dimension + 1]} row-major; the last column holds the biases. Rows of codes fall
 * into {@value #SHARDS} contiguous shards, each of which adds up its blocks in order; the shards are added up in order.
 */
final class LogisticObjective implements Lbfgs.Objective {
    private static final int SHARDS = 16;
    /** Limits what the shards of {@link #preconditioner} hold together to 64 MiB, unless one alone is larger. */
    private static final int GRAM_ELEMENTS = 1 << 23;
    /** Of more rows than twice these, {@link #preconditioner} takes about so many: what the optimiser is helped by need not be exact. */
    private static final int GRAM_ROWS = 1 << 16;
    /** Up to so many codes, blocks are loaded once and kept (16 MiB); beyond, loading is as fast as fetching them from memory. */
    private static final int KEPT_ELEMENTS = 1 << 20;

    private final CodeRows codes;
    private final int[] labels;
    private final int classes;
    private final double[] classWeights;
    private double penalty;
    private final Standardization standardization;
    private final Shards threads;
    private final int shards;
    private final Partial[] partials;
    private final Scratch[] scratch;
    private final RowBlock[] kept;
    private final double[][] weights;
    private final double[] biases;
    private @Nullable Moments secondMoments;

    /**
     * @param labels per row, each below {@code classWeights.length}
     * @param classWeights by which the cross-entropies of each class's rows are multiplied
     */
    LogisticObjective(
            CodeRows codes,
            int[] labels,
            double[] classWeights,
            double penalty,
            Standardization standardization,
            Shards threads) {
        this.codes = codes;
        this.labels = labels;
        this.classes = classWeights.length;
        this.classWeights = classWeights.clone();
        this.penalty = penalty;
        this.standardization = standardization;
        this.threads = threads;
        this.shards = Math.min(SHARDS, RowBlock.blocks(codes.rows(), codes.dimension()));
        this.partials = new Partial[shards];
        Arrays.setAll(partials, shard -> new Partial(classes, codes.dimension()));
        this.scratch = new Scratch[threads.threads()];
        Arrays.setAll(scratch, worker -> new Scratch(classes, codes.dimension()));
        this.kept = keep(codes, standardization);
        this.weights = new double[classes][codes.dimension()];
        this.biases = new double[classes];
    }

    private static RowBlock[] keep(CodeRows codes, Standardization standardization) {
        if ((long) codes.rows() * codes.dimension() > KEPT_ELEMENTS) {
            return new RowBlock[0];
        }
        RowBlock[] blocks = new RowBlock[RowBlock.blocks(codes.rows(), codes.dimension())];
        for (int b = 0; b < blocks.length; b++) {
            blocks[b] = new RowBlock(codes.dimension());
            load(codes, standardization, b, blocks[b]);
        }
        return blocks;
    }

    private static void load(CodeRows codes, Standardization standardization, int index, RowBlock into) {
        int perBlock = RowBlock.rowsPerBlock(codes.dimension());
        int from = index * perBlock;
        into.load(codes, standardization, from, Math.min(codes.rows(), from + perBlock));
    }

    /** Changes the penalty. */
    void penalize(double weight) {
        penalty = weight;
    }

    int parameters() {
        return classes * (codes.dimension() + 1);
    }

    @Override
    public double evaluate(double[] parameters, double[] gradient) {
        unpack(parameters, weights, biases);
        threads.run(shards, (shard, worker) -> evaluate(partials[shard], scratch[worker], shard));
        Partial total = partials[0];
        for (int shard = 1; shard < shards; shard++) {
            total.add(partials[shard]);
        }
        return finish(total, gradient);
    }

    private void evaluate(Partial partial, Scratch space, int shard) {
        partial.clear();
        forEachBlock(shard, space.block, (block, from) -> {
            int rows = block.rows();
            double[][] logits = space.logits;
            for (int c = 0; c < classes; c++) {
                Arrays.fill(logits[c], 0, rows, biases[c]);
            }
            DenseProduct.addProduct(logits, weights, block.byColumn(), classes, codes.dimension(), rows);
            partial.loss += toResiduals(logits, from, rows);
            DenseProduct.addProduct(partial.weights, logits, block.byRow(), classes, rows, codes.dimension());
            for (int c = 0; c < classes; c++) {
                double sum = 0;
                for (int i = 0; i < rows; i++) {
                    sum += logits[c][i];
                }
                partial.biases[c] += sum;
            }
        });
    }

    /** Turns logits into weighted probabilities less targets, and returns the weighted sum of the cross-entropies. */
    private double toResiduals(double[][] logits, int from, int rows) {
        double loss = 0;
        for (int i = 0; i < rows; i++) {
            double largest = logits[0][i];
            for (int c = 1; c < classes; c++) {
                largest = Math.max(largest, logits[c][i]);
            }
            int label = labels[from + i];
            double target = logits[label][i];
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                double exponential = Math.exp(logits[c][i] - largest);
                logits[c][i] = exponential;
                sum += exponential;
            }
            for (int c = 0; c < classes; c++) {
                logits[c][i] /= sum;
            }
            logits[label][i] -= 1;
            double rowLoss = Math.log(sum) + largest - target;
            double weight = classWeights[label];
            if (weight == 1) {
                loss += rowLoss;
            } else {
                loss += weight * rowLoss;
                for (int c = 0; c < classes; c++) {
                    logits[c][i] *= weight;
                }
            }
        }
        return loss;
    }

    private double finish(Partial total, double[] gradient) {
        int dimension = codes.dimension();
        double rows = codes.rows();
        double squares = 0;
        for (int c = 0; c < classes; c++) {
            int offset = c * (dimension + 1);
            for (int j = 0; j < dimension; j++) {
                gradient[offset + j] = total.weights[c][j] / rows + penalty * weights[c][j];
                squares += weights[c][j] * weights[c][j];
            }
            gradient[offset + dimension] = total.biases[c] / rows;
        }
        return total.loss / rows + penalty / 2 * squares;
    }

    /**
     * The inverse of the Hessian where all classes are equally likely. There it is {@code (I - 11'/C)/C} over classes times the
     * second moments of the codes (with the penalty added), and as gradients sum to 0 over classes, the first factor is
     * {@code 1/C}. It takes the correlations between features out of the way of the optimiser.
     */
    Lbfgs.Preconditioner preconditioner() {
        int dimension = codes.dimension();
        Moments moments = moments();
        double[][] hessian = new double[dimension][dimension];
        // Keeps the matrix invertible where the penalty is 0 and columns are constant or repeat each other.
        double ridge = Math.max(penalty, 1e-7);
        for (int j = 0; j < dimension; j++) {
            for (int k = 0; k < dimension; k++) {
                hessian[j][k] = moments.sums[j][k] / ((double) moments.rows * classes);
            }
            hessian[j][j] += ridge;
        }
        double[][] inverse = PositiveDefinite.inverse(hessian);
        double[][] packed = new double[classes][dimension];
        double[] packedBiases = new double[classes];
        return vector -> {
            unpack(vector, packed, packedBiases);
            double[][] solved = new double[classes][dimension];
            DenseProduct.addProduct(solved, packed, inverse, classes, dimension, dimension);
            for (int c = 0; c < classes; c++) {
                System.arraycopy(solved[c], 0, vector, c * (dimension + 1), dimension);
                vector[c * (dimension + 1) + dimension] *= classes;
            }
        };
    }

    /** Second moments of so many rows, added up. */
    private record Moments(double[][] sums, int rows) {}

    private Moments moments() {
        Moments known = secondMoments;
        if (known == null) {
            known = secondMoments();
            secondMoments = known;
        }
        return known;
    }

    private Moments secondMoments() {
        int dimension = codes.dimension();
        int stride = codes.rows() > 2 * GRAM_ROWS ? codes.rows() / GRAM_ROWS : 1;
        int[] blocks = IntStream.range(0, RowBlock.blocks(codes.rows(), dimension))
                .filter(block -> block % stride == 0)
                .toArray();
        int gramShards = Math.max(1, Math.min(shards, GRAM_ELEMENTS / Math.max(1, dimension * dimension)));
        double[][][] moments = new double[gramShards][dimension][dimension];
        int[] rows = new int[gramShards];
        threads.run(gramShards, (shard, worker) -> {
            int last = Shards.start(shard + 1, gramShards, blocks.length);
            for (int b = Shards.start(shard, gramShards, blocks.length); b < last; b++) {
                RowBlock block = block(blocks[b], scratch[worker].block);
                DenseProduct.addProduct(
                        moments[shard], block.byColumn(), block.byRow(), dimension, block.rows(), dimension);
                rows[shard] += block.rows();
            }
        });
        for (int shard = 1; shard < gramShards; shard++) {
            for (int j = 0; j < dimension; j++) {
                for (int k = 0; k < dimension; k++) {
                    moments[0][j][k] += moments[shard][j][k];
                }
            }
        }
        return new Moments(moments[0], IntStream.of(rows).sum());
    }

    private RowBlock block(int index, RowBlock scratchBlock) {
        if (kept.length > 0) {
            return kept[index];
        }
        load(codes, standardization, index, scratchBlock);
        return scratchBlock;
    }

    /** Calls with each block of a shard, and the index of its first row. */
    private void forEachBlock(int shard, RowBlock scratchBlock, ObjIntConsumer<RowBlock> work) {
        int perBlock = RowBlock.rowsPerBlock(codes.dimension());
        int blocks = RowBlock.blocks(codes.rows(), codes.dimension());
        int last = Shards.start(shard + 1, shards, blocks);
        for (int b = Shards.start(shard, shards, blocks); b < last; b++) {
            work.accept(block(b, scratchBlock), b * perBlock);
        }
    }

    private void unpack(double[] parameters, double[][] intoWeights, double[] intoBiases) {
        int dimension = codes.dimension();
        for (int c = 0; c < classes; c++) {
            System.arraycopy(parameters, c * (dimension + 1), intoWeights[c], 0, dimension);
            intoBiases[c] = parameters[c * (dimension + 1) + dimension];
        }
    }

    /** What one worker needs for itself. */
    private static final class Scratch {
        final RowBlock block;
        final double[][] logits;

        Scratch(int classes, int dimension) {
            block = new RowBlock(dimension);
            logits = new double[classes][RowBlock.rowsPerBlock(dimension)];
        }
    }

    /** Sums over the rows of one shard. */
    private static final class Partial {
        final double[][] weights;
        final double[] biases;
        double loss;

        Partial(int classes, int dimension) {
            weights = new double[classes][dimension];
            biases = new double[classes];
        }

        void clear() {
            loss = 0;
            Arrays.fill(biases, 0);
            for (double[] row : weights) {
                Arrays.fill(row, 0);
            }
        }

        void add(Partial other) {
            loss += other.loss;
            for (int c = 0; c < biases.length; c++) {
                biases[c] += other.biases[c];
                for (int j = 0; j < weights[c].length; j++) {
                    weights[c][j] += other.weights[c][j];
                }
            }
        }
    }
}
