package org.disentangle.metrics.regression;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.matrix.DenseProduct;
import org.disentangle.metrics.matrix.RowBlock;
import org.disentangle.metrics.matrix.Standardization;

/**
 * Ordinary least squares with intercept, on codes and targets standardised by the training rows. Where columns are dependent it takes the
 * solution of least norm: directions of the Gram matrix with an eigenvalue below {@value #CUTOFF} of the largest (which float32
 * codes hold no information about) are left out.
 */
final class LeastSquares {
    private static final double CUTOFF = 1e-11;

    private final Standardization columns;
    /** {@code [dimension][targets]}, for standardised codes and targets in their own units. */
    private final double[][] weights;

    private final double[] intercepts;
    private final int rank;

    private LeastSquares(Standardization columns, double[][] weights, double[] intercepts, int rank) {
        this.columns = columns;
        this.weights = weights;
        this.intercepts = intercepts;
        this.rank = rank;
    }

    /** @param targets {@code [rows, count]}, row by row */
    static LeastSquares fit(Codes train, float[] targets, int count) {
        Standardization columns = Standardization.of(train);
        int d = train.dimension();
        double[] means = means(targets, count);
        double[][] gram = new double[d][d];
        double[][] moments = new double[d][count];
        RowBlock block = new RowBlock(d);
        int step = RowBlock.rowsPerBlock(d);
        double[][] centred = new double[step][count];
        for (int from = 0; from < train.rows(); from += step) {
            int to = Math.min(train.rows(), from + step);
            block.load(train, columns, from, to);
            for (int i = 0; i < to - from; i++) {
                for (int k = 0; k < count; k++) {
                    centred[i][k] = targets[(from + i) * count + k] - means[k];
                }
            }
            DenseProduct.addProduct(gram, block.byColumn(), block.byRow(), d, to - from, d);
            DenseProduct.addProduct(moments, block.byColumn(), centred, d, to - from, count);
        }
        return solved(columns, gram, moments, means);
    }

    private static LeastSquares solved(Standardization columns, double[][] gram, double[][] moments, double[] means) {
        int d = gram.length;
        EigenDecomposition eigen = new EigenDecomposition(symmetric(gram));
        double[] values = eigen.getRealEigenvalues();
        double least = CUTOFF * Arrays.stream(values).max().orElse(0);
        double[][] weights = new double[d][means.length];
        int rank = 0;
        for (int e = 0; e < d; e++) {
            if (!(values[e] > least)) {
                continue;
            }
            rank++;
            double[] vector = eigen.getEigenvector(e).toArray();
            for (int k = 0; k < means.length; k++) {
                double along = 0;
                for (int j = 0; j < d; j++) {
                    along += vector[j] * moments[j][k];
                }
                for (int j = 0; j < d; j++) {
                    weights[j][k] += along / values[e] * vector[j];
                }
            }
        }
        return new LeastSquares(columns, weights, means, rank);
    }

    private static Array2DRowRealMatrix symmetric(double[][] gram) {
        for (int i = 0; i < gram.length; i++) {
            for (int j = 0; j < i; j++) {
                gram[i][j] = gram[j][i];
            }
        }
        return new Array2DRowRealMatrix(gram, false);
    }

    private static double[] means(float[] targets, int count) {
        double[] means = new double[count];
        for (int i = 0; i < targets.length; i++) {
            means[i % count] += targets[i];
        }
        for (int k = 0; k < count; k++) {
            means[k] /= targets.length / count;
        }
        return means;
    }

    /** How many independent directions the training codes have. */
    int rank() {
        return rank;
    }

    /**
     * {@code 1 - SSE / SST} per target, SST about the mean of these targets; not below any bound. NaN where a target is constant.
     *
     * @param targets {@code [rows, count]}, row by row
     */
    double[] determination(Codes codes, float[] targets) {
        int count = intercepts.length;
        double[] mean = means(targets, count);
        double[] errors = new double[count];
        double[] total = new double[count];
        double[] row = new double[codes.dimension()];
        for (int i = 0; i < codes.rows(); i++) {
            columns.read(codes.values(), i * codes.dimension(), row);
            for (int k = 0; k < count; k++) {
                double predicted = intercepts[k];
                for (int j = 0; j < row.length; j++) {
                    predicted += weights[j][k] * row[j];
                }
                double target = targets[i * count + k];
                errors[k] += (target - predicted) * (target - predicted);
                total[k] += (target - mean[k]) * (target - mean[k]);
            }
        }
        double[] determination = new double[count];
        for (int k = 0; k < count; k++) {
            determination[k] = total[k] > 0 ? 1 - errors[k] / total[k] : Double.NaN;
        }
        return determination;
    }
}
