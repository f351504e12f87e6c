package org.disentangle.metrics.probe;

import java.util.Arrays;
import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.matrix.CodeRows;
import org.disentangle.metrics.matrix.DenseProduct;
import org.disentangle.metrics.matrix.RowBlock;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.matrix.Standardization;

/** A fitted linear classifier over standardised codes. */
public final class LogisticModel {
    private final Standardization standardization;
    private final int[] classes;
    private final double[][] weights;
    private final double[] biases;

    /**
     * @param classes the class of each row of weights, ascending
     * @param parameters {@code [classes, dimension + 1]}, biases last
     */
    LogisticModel(Standardization standardization, int[] classes, double[] parameters) {
        int dimension = standardization.dimension();
        this.standardization = standardization;
        this.classes = classes.clone();
        this.weights = new double[classes.length][];
        this.biases = new double[classes.length];
        for (int c = 0; c < classes.length; c++) {
            int offset = c * (dimension + 1);
            weights[c] = Arrays.copyOfRange(parameters, offset, offset + dimension);
            biases[c] = parameters[offset + dimension];
        }
    }

    /** The classes it can answer, ascending: those that the training labels held. */
    public int[] classes() {
        return classes.clone();
    }

    /** How many features were constant in training and say nothing. */
    public int constantColumns() {
        return standardization.constantColumns();
    }

    /** {@code [classes, dimension]}, for standardised features. */
    public double[][] weights() {
        return Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
    }

    /** {@code [classes]}; they sum to 0. */
    public double[] biases() {
        return biases.clone();
    }

    /**
     * The likeliest class of each row; the lowest of equals.
     *
     * @param split what the codes are, for the message, such as {@code test}
     * @throws org.disentangle.core.UserError if a value is not finite, naming block, row and column
     */
    public int[] predict(Codes codes, String split, Shards threads) {
        return predict(CodeRows.of(codes), split, threads);
    }

    /** The same of rows that need not be in memory. */
    public int[] predict(CodeRows codes, String split, Shards threads) {
        int[] predictions = new int[codes.rows()];
        forEachBlock(codes, split, threads, (logits, from, rows) -> predict(logits, rows, predictions, from));
        return predictions;
    }

    /**
     * The logarithms of the classes' probabilities, {@code [classes][rows]}, in the order of {@link #classes}.
     *
     * @param split what the codes are, for the message, such as {@code test}
     * @throws org.disentangle.core.UserError if a value is not finite, naming block, row and column
     */
    public double[][] logProbabilities(Codes codes, String split, Shards threads) {
        double[][] all = new double[classes.length][codes.rows()];
        forEachBlock(CodeRows.of(codes), split, threads, (logits, from, rows) -> {
            for (int i = 0; i < rows; i++) {
                double largest = Double.NEGATIVE_INFINITY;
                for (double[] logit : logits) {
                    largest = Math.max(largest, logit[i]);
                }
                double sum = 0;
                for (double[] logit : logits) {
                    sum += Math.exp(logit[i] - largest);
                }
                double normalizer = largest + Math.log(sum);
                for (int c = 0; c < classes.length; c++) {
                    all[c][from + i] = logits[c][i] - normalizer;
                }
            }
        });
        return all;
    }

    /** Takes the logits {@code [classes][rows]} of some rows. */
    @FunctionalInterface
    private interface LogitReader {
        void read(double[][] logits, int from, int rows);
    }

    private void forEachBlock(CodeRows codes, String split, Shards threads, LogitReader reader) {
        if (codes.dimension() != standardization.dimension()) {
            throw new IllegalArgumentException("Block '" + codes.block() + "' has dimension " + codes.dimension()
                    + ", the probe was fitted on " + standardization.dimension());
        }
        Standardization.requireFinite(codes, split);
        int perBlock = RowBlock.rowsPerBlock(codes.dimension());
        int blocks = RowBlock.blocks(codes.rows(), codes.dimension());
        RowBlock[] scratch = new RowBlock[threads.threads()];
        Arrays.setAll(scratch, worker -> new RowBlock(codes.dimension()));
        threads.run(blocks, (block, worker) -> {
            int from = block * perBlock;
            scratch[worker].load(codes, standardization, from, Math.min(codes.rows(), from + perBlock));
            reader.read(logits(scratch[worker]), from, scratch[worker].rows());
        });
    }

    private double[][] logits(RowBlock block) {
        double[][] logits = new double[classes.length][block.rows()];
        for (int c = 0; c < classes.length; c++) {
            Arrays.fill(logits[c], biases[c]);
        }
        DenseProduct.addProduct(
                logits, weights, block.byColumn(), classes.length, standardization.dimension(), block.rows());
        return logits;
    }

    private void predict(double[][] logits, int rows, int[] predictions, int from) {
        for (int i = 0; i < rows; i++) {
            int best = 0;
            for (int c = 1; c < classes.length; c++) {
                if (logits[c][i] > logits[best][i]) {
                    best = c;
                }
            }
            predictions[from + i] = classes[best];
        }
    }
}
