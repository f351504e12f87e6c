package org.disentangle.metrics.regression;

import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.matrix.DenseProduct;
import org.disentangle.metrics.matrix.RowBlock;
import org.disentangle.metrics.matrix.Standardization;

/**
 * Linear regression with an L1 penalty on standardised codes: the minimum of {@code |y - Xw|^2 / (2 n) + alpha |w|_1}, by cyclic
 * coordinate descent from 0 (scikit-learn's {@code Lasso}, solved until no coordinate's step changes its derivative by more than
 * {@value #TOLERANCE}). Where columns are equal the minimum is not unique, and the first of them takes all.
 */
public final class Lasso {
    static final double TOLERANCE = 1e-12;
    private static final int MOST_SWEEPS = 20_000;

    private final Codes train;
    private final Standardization columns;
    /** Mean products of columns. */
    private final double[][] gram;

    /** @param weights for standardised codes; {@code converged} unless it was cut off */
    public record Fit(double[] weights, boolean converged) {}

    /** @throws org.disentangle.core.UserError if there are no rows or a code is not finite */
    public Lasso(Codes train) {
        this.train = train;
        this.columns = Standardization.of(train);
        int d = train.dimension();
        this.gram = new double[d][d];
        RowBlock block = new RowBlock(d);
        int step = RowBlock.rowsPerBlock(d);
        for (int from = 0; from < train.rows(); from += step) {
            block.load(train, columns, from, Math.min(train.rows(), from + step));
            DenseProduct.addProduct(gram, block.byColumn(), block.byRow(), d, block.rows(), d);
        }
        for (double[] row : gram) {
            for (int j = 0; j < d; j++) {
                row[j] /= train.rows();
            }
        }
    }

    /** @param targets per training row, of mean 0 */
    public Fit fit(double[] targets, double alpha) {
        int d = train.dimension();
        double[] slope = new double[d];
        double[] row = new double[d];
        for (int i = 0; i < train.rows(); i++) {
            columns.read(train.values(), i * d, row);
            for (int j = 0; j < d; j++) {
                slope[j] += row[j] * targets[i] / train.rows();
            }
        }
        double[] weights = new double[d];
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            if (sweep(weights, slope, alpha) <= TOLERANCE) {
                return new Fit(weights, true);
            }
        }
        return new Fit(weights, false);
    }

    /** One step in each coordinate; {@code slope} is X'(y - Xw) / n. Returns the greatest change of a coordinate's derivative. */
    private double sweep(double[] weights, double[] slope, double alpha) {
        double greatest = 0;
        for (int j = 0; j < weights.length; j++) {
            double[] products = gram[j];
            if (products[j] == 0) {
                continue;
            }
            double along = slope[j] + products[j] * weights[j];
            double weight = Math.signum(along) * Math.max(0, Math.abs(along) - alpha) / products[j];
            double change = weight - weights[j];
            if (change != 0) {
                weights[j] = weight;
                for (int k = 0; k < weights.length; k++) {
                    slope[k] -= change * products[k];
                }
                greatest = Math.max(greatest, Math.abs(change) * products[j]);
            }
        }
        return greatest;
    }

    /** What the weights make of codes. */
    public double[] predict(Codes codes, double[] weights) {
        double[] predicted = new double[codes.rows()];
        double[] row = new double[codes.dimension()];
        for (int i = 0; i < predicted.length; i++) {
            columns.read(codes.values(), i * codes.dimension(), row);
            for (int j = 0; j < row.length; j++) {
                predicted[i] += weights[j] * row[j];
            }
        }
        return predicted;
    }
}
