package org.disentangle.datasets.numerical;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.NormalizedGaussianSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.disentangle.core.random.SeedStreams;

/**
 * Draws content and styles (von Kuegelgen et al. 2021, appendix; their {@code latent_spaces.py}): content {@code c ~ N(0, Sigma_c)},
 * style {@code s = e + B c + a} with {@code e ~ N(0, Sigma_s)}, and for a view {@code s + b d} with {@code b} a coin per number
 * and {@code d ~ N(0, Sigma_a)}. Every style block has its own Sigma_s, Sigma_a, B and a; without dependence Sigmas are identities
 * and B and a are 0.
 *
 * <p>In the authors' code a loop variable that is read late gives the content Sigma_s where it should have Sigma_c. Not so here.
 */
final class Latents {
    private final NumericalOptions options;
    private final LatentBlock content;
    private final List<LatentBlock> styles = new ArrayList<>();
    private final List<LatentBlock> changes = new ArrayList<>();
    /** Per block {@code [d][content + 1]}, the last column being a; empty if styles do not depend on content. */
    private final List<double[][]> dependences = new ArrayList<>();

    Latents(NumericalOptions options) {
        this.options = options;
        SeedStreams streams = new SeedStreams(options.seed());
        this.content = block(options.content(), streams.stream("numerical/content-covariance"));
        for (int style = 0; style < options.styles().size(); style++) {
            int dimension = options.styles().get(style);
            styles.add(block(dimension, streams.stream("numerical/style-covariance", style)));
            changes.add(block(dimension, streams.stream("numerical/change-covariance", style)));
            dependences.add(dependence(dimension, streams.stream("numerical/dependence", style)));
        }
    }

    private LatentBlock block(int dimension, UniformRandomProvider random) {
        return options.dependentNumbers() ? LatentBlock.wishart(dimension, random) : LatentBlock.independent(dimension);
    }

    private double[][] dependence(int dimension, UniformRandomProvider random) {
        if (!options.contentDependentStyle()) {
            return new double[0][];
        }
        NormalizedGaussianSampler gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        double[][] matrix = new double[dimension][options.content() + 1];
        for (double[] row : matrix) {
            for (int j = 0; j < row.length; j++) {
                row[j] = gaussian.sample();
            }
        }
        return matrix;
    }

    /** A sample: content, then the styles, {@code [dimension]}. */
    void draw(NormalizedGaussianSampler gaussian, double[] sample) {
        content.draw(gaussian, sample, 0);
        int start = options.content();
        for (int style = 0; style < styles.size(); style++) {
            int dimension = styles.get(style).dimension();
            styles.get(style).draw(gaussian, sample, start);
            for (int i = 0; i < dimension; i++) {
                sample[start + i] += mean(dependences.get(style), i, sample);
            }
            start += dimension;
        }
    }

    private double mean(double[][] dependence, int row, double[] sample) {
        if (dependence.length == 0) {
            return 0;
        }
        double sum = dependence[row][options.content()];
        for (int j = 0; j < options.content(); j++) {
            sum += dependence[row][j] * sample[j];
        }
        return sum;
    }

    /** How a view's style block differs from the sample's. */
    void change(int style, NormalizedGaussianSampler gaussian, UniformRandomProvider coin, double[] values) {
        changes.get(style).draw(gaussian, values, 0);
        for (int i = 0; i < changes.get(style).dimension(); i++) {
            if (coin.nextDouble() >= options.changeProbability()) {
                values[i] = 0;
            }
        }
    }
}
