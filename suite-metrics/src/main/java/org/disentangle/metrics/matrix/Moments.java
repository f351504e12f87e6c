package org.disentangle.metrics.matrix;

import java.util.Arrays;
import org.disentangle.core.metric.Codes;

/** Means, deviations and second moments of some codes, in double precision, summed in the order of the rows. */
public final class Moments {
    private static final int ROWS_AT_ONCE = 256;

    private Moments() {}

    public static double[] means(Codes codes) {
        double[] means = new double[codes.dimension()];
        for (int i = 0; i < codes.values().length; i++) {
            means[i % means.length] += codes.values()[i];
        }
        return Arrays.stream(means).map(sum -> sum / codes.rows()).toArray();
    }

    /** Population deviations. */
    public static double[] deviations(Codes codes, double[] means) {
        return Arrays.stream(variances(codes, means)).map(Math::sqrt).toArray();
    }

    /** Population variances. */
    public static double[] variances(Codes codes, double[] means) {
        double[] squares = new double[means.length];
        for (int i = 0; i < codes.values().length; i++) {
            double centred = codes.values()[i] - means[i % means.length];
            squares[i % means.length] += centred * centred;
        }
        return Arrays.stream(squares).map(sum -> sum / codes.rows()).toArray();
    }

    public static double rootMeanSquare(Codes codes) {
        double sum = 0;
        for (float value : codes.values()) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum / codes.values().length);
    }

    /** Population covariances, {@code [dimension, dimension]}, exactly symmetric. */
    public static double[][] covariance(Codes codes, double[] means) {
        double[] ones = new double[means.length];
        Arrays.fill(ones, 1);
        double[][] covariance = products(codes, means, ones, codes, means, ones);
        for (int i = 0; i < means.length; i++) {
            for (int j = 0; j < i; j++) {
                covariance[j][i] = covariance[i][j];
            }
        }
        return covariance;
    }

    /**
     * The mean over rows of {@code (x - mean) scale (y - mean)' scale}.
     *
     * @return {@code [dimension of x, dimension of y]}
     */
    public static double[][] products(
            Codes x, double[] xMeans, double[] xScale, Codes y, double[] yMeans, double[] yScale) {
        double[][] products = new double[x.dimension()][y.dimension()];
        double[][] left = new double[x.dimension()][ROWS_AT_ONCE];
        double[][] right = new double[ROWS_AT_ONCE][y.dimension()];
        for (int from = 0; from < x.rows(); from += ROWS_AT_ONCE) {
            int count = Math.min(ROWS_AT_ONCE, x.rows() - from);
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < x.dimension(); j++) {
                    left[j][i] = (x.values()[(from + i) * x.dimension() + j] - xMeans[j]) * xScale[j];
                }
                for (int j = 0; j < y.dimension(); j++) {
                    right[i][j] = (y.values()[(from + i) * y.dimension() + j] - yMeans[j]) * yScale[j];
                }
            }
            DenseProduct.addProduct(products, left, right, x.dimension(), count, y.dimension());
        }
        for (double[] row : products) {
            for (int j = 0; j < row.length; j++) {
                row[j] /= x.rows();
            }
        }
        return products;
    }
}
