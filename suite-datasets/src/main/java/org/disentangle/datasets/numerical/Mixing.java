package org.disentangle.datasets.numerical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/**
 * The invertible network that makes observations of latent numbers (von Kuegelgen et al. 2021; their {@code
 * invertible_network_utils.py}): square linear layers without bias and a leaky ReLU between them.
 *
 * <p>A layer's matrix has entries from U(-1, 1) and columns of unit length, and is drawn until its condition number is no more than
 * the 26th smallest of 25,000 such draws (their 0.1 % quantile).
 *
 * @param layers each {@code [d, d]}, output by input
 */
record Mixing(List<float[]> layers, int dimension, double slope) {
    private static final int DRAWS = 25_000;
    private static final int QUANTILE = DRAWS / 1000;

    static Mixing of(NumericalOptions options) {
        int d = options.dimension();
        SeedStreams streams = new SeedStreams(options.seed());
        double limit = limit(d, streams.stream("numerical/condition"));
        List<float[]> layers = new ArrayList<>();
        for (int layer = 0; layer < options.layers(); layer++) {
            UniformRandomProvider random = streams.stream("numerical/layer", layer);
            double[][] matrix = draw(d, random);
            while (conditionNumber(matrix) > limit) {
                matrix = draw(d, random);
            }
            layers.add(flat(matrix));
        }
        return new Mixing(List.copyOf(layers), d, options.slope());
    }

    private static double limit(int d, UniformRandomProvider random) {
        double[] conditions = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            conditions[i] = conditionNumber(draw(d, random));
        }
        Arrays.sort(conditions);
        return conditions[QUANTILE];
    }

    private static double[][] draw(int d, UniformRandomProvider random) {
        double[][] matrix = new double[d][d];
        double[] squares = new double[d];
        for (double[] row : matrix) {
            for (int j = 0; j < d; j++) {
                row[j] = 2 * random.nextDouble() - 1;
                squares[j] += row[j] * row[j];
            }
        }
        for (double[] row : matrix) {
            for (int j = 0; j < d; j++) {
                row[j] /= Math.sqrt(squares[j]);
            }
        }
        return matrix;
    }

    static double conditionNumber(double[][] matrix) {
        RealMatrix a = new Array2DRowRealMatrix(matrix, false);
        double[] eigenvalues = new EigenDecomposition(a.transpose().multiply(a)).getRealEigenvalues();
        double largest = Arrays.stream(eigenvalues).max().orElse(1);
        double smallest = Arrays.stream(eigenvalues).min().orElse(1);
        return smallest <= 0 ? Double.POSITIVE_INFINITY : Math.sqrt(largest / smallest);
    }

    private static float[] flat(double[][] matrix) {
        int d = matrix.length;
        float[] values = new float[d * d];
        for (int i = 0; i < d * d; i++) {
            values[i] = (float) matrix[i / d][i % d];
        }
        return values;
    }

    /** @param latents {@code [n, d]}; the observations have the same shape */
    Tensor apply(Tensor latents) {
        Tensor value = latents;
        for (int layer = 0; layer < layers.size(); layer++) {
            Tensor matrix =
                    latents.builder().constant(HostTensor.of(Shape.of(dimension, dimension), layers.get(layer)));
            value = (layer == 0 ? value : value.leakyRelu(slope)).matmulTransposed(matrix);
        }
        return value;
    }
}
