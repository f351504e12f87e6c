package org.disentangle.datasets.numerical;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.NormalizedGaussianSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The distribution of one block: {@code N(0, G'G)}, G standard normal (so that {@code G'G} is a Wishart draw with as many degrees of
 * freedom as numbers), or the identity.
 *
 * @param factor G, {@code [d][d]}; empty for the identity
 */
record LatentBlock(int dimension, double[][] factor) {

    static LatentBlock independent(int dimension) {
        return new LatentBlock(dimension, new double[0][]);
    }

    static LatentBlock wishart(int dimension, UniformRandomProvider random) {
        NormalizedGaussianSampler gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        double[][] factor = new double[dimension][dimension];
        for (double[] row : factor) {
            for (int j = 0; j < dimension; j++) {
                row[j] = gaussian.sample();
            }
        }
        return new LatentBlock(dimension, factor);
    }

    /** Draws into {@code values[start..start+dimension-1]}. */
    void draw(NormalizedGaussianSampler gaussian, double[] values, int start) {
        for (int i = 0; i < dimension; i++) {
            values[start + i] = gaussian.sample();
        }
        if (factor.length > 0) {
            double[] independent = Arrays.copyOfRange(values, start, start + dimension);
            for (int j = 0; j < dimension; j++) {
                double sum = 0;
                for (int i = 0; i < dimension; i++) {
                    sum += factor[i][j] * independent[i];
                }
                values[start + j] = sum;
            }
        }
    }
}
