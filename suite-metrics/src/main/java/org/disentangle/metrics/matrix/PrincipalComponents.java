package org.disentangle.metrics.matrix;

import org.disentangle.core.metric.Codes;

/**
 * The directions in which training codes vary most, each scaled to deviation 1 (whitened). Codes are centred, not standardised. A
 * direction's largest entry is positive, so that it has a definite sign; directions of equal variance are not definite. Time grows with
 * the third power of the dimension.
 */
public final class PrincipalComponents {
    /** Variance of a direction below this part of the greatest is float32's rounding. */
    private static final double NONE = 1e-11;

    private final double[] mean;
    /** {@code [components][dimension]}, scaled. */
    private final double[][] directions;

    private PrincipalComponents(double[] mean, double[][] directions) {
        this.mean = mean;
        this.directions = directions;
    }

    /**
     * @param most components, fewer if the codes do not vary in so many directions; at least 1, of zeros if they do not vary at all
     * @throws org.disentangle.core.UserError if a code is not finite
     */
    public static PrincipalComponents of(Codes codes, int most) {
        Standardization.requireFinite(codes, "training");
        int d = codes.dimension();
        double[] mean = new double[d];
        for (int row = 0; row < codes.rows(); row++) {
            for (int j = 0; j < d; j++) {
                mean[j] += codes.values()[row * d + j];
            }
        }
        for (int j = 0; j < d; j++) {
            mean[j] /= Math.max(1, codes.rows());
        }
        SymmetricEigen eigen = SymmetricEigen.of(Moments.covariance(codes, mean));
        double[] variances = eigen.values();
        int count = 1;
        while (count < Math.min(most, d) && variances[count] > NONE * variances[0]) {
            count++;
        }
        double[][] directions = new double[count][];
        for (int c = 0; c < count; c++) {
            directions[c] = scaled(eigen.vector(c), variances[c]);
        }
        return new PrincipalComponents(mean, directions);
    }

    private static double[] scaled(double[] vector, double variance) {
        double largest = 0;
        for (double entry : vector) {
            largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
        }
        double scale = variance > 0 ? Math.signum(largest) / Math.sqrt(variance) : 0;
        for (int j = 0; j < vector.length; j++) {
            vector[j] *= scale;
        }
        return vector;
    }

    public int count() {
        return directions.length;
    }

    /** Codes along the components, {@code [rows, count]}. */
    public Codes of(Codes codes) {
        int d = mean.length;
        float[] along = new float[codes.rows() * directions.length];
        for (int row = 0; row < codes.rows(); row++) {
            for (int c = 0; c < directions.length; c++) {
                double sum = 0;
                for (int j = 0; j < d; j++) {
                    sum += directions[c][j] * (codes.values()[row * d + j] - mean[j]);
                }
                along[row * directions.length + c] = (float) sum;
            }
        }
        return new Codes(codes.block(), along, codes.rows(), directions.length);
    }
}
