package org.disentangle.metrics.probe;

import java.util.Arrays;
import org.disentangle.core.metric.Codes;
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
        if (codes.dimension() != standardization.dimension()) {
            throw new IllegalArgumentException("Block '" + codes.block() + "' has dimension " + codes.dimension()
                    + ", the probe was fitted on " + standardization.dimension());
        }
        Standardization.requireFinite(codes, split);
        int[] predictions = new int[codes.rows()];
        int perBlock = RowBlock.rowsPerBlock(codes.dimension());
        int blocks = RowBlock.blocks(codes.rows(), codes.dimension());
        RowBlock[] scratch = new RowBlock[threads.threads()];
        Arrays.setAll(scratch, worker -> new RowBlock(codes.dimension()));
        threads.run(blocks, (block, worker) -> {
            int from = block * perBlock;
            scratch[worker].load(codes, standardization, from, Math.min(codes.rows(), from + perBlock));
            predict(scratch[worker], predictions, from);
        });
        return predictions;
    }

    private void predict(RowBlock block, int[] predictions, int from) {
        double[][] logits = new double[classes.length][block.rows()];
        for (int c = 0; c < classes.length; c++) {
            Arrays.fill(logits[c], biases[c]);
        }
        DenseProduct.addProduct(
                logits, weights, block.byColumn(), classes.length, standardization.dimension(), block.rows());
        for (int i = 0; i < block.rows(); i++) {
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
