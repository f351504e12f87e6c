package org.disentangle.core.tensor;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.NormalizedGaussianSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** How a parameter starts. Values are drawn on the host, so every engine starts from the same weights. */
public sealed interface Initializer {

    float[] values(Shape shape, UniformRandomProvider random);

    record Constant(float value) implements Initializer {
        @Override
        public float[] values(Shape shape, UniformRandomProvider random) {
            float[] values = new float[shape.elements()];
            java.util.Arrays.fill(values, value);
            return values;
        }
    }

    /** Normal with mean 0. */
    record Normal(double standardDeviation) implements Initializer {
        @Override
        public float[] values(Shape shape, UniformRandomProvider random) {
            NormalizedGaussianSampler gaussian = ZigguratSampler.NormalizedGaussian.of(random);
            float[] values = new float[shape.elements()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (standardDeviation * gaussian.sample());
            }
            return values;
        }
    }

    /** Uniform on [-bound, bound). */
    record Uniform(double bound) implements Initializer {
        @Override
        public float[] values(Shape shape, UniformRandomProvider random) {
            float[] values = new float[shape.elements()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
            }
            return values;
        }
    }

    /** He et al. 2015, eq. 14 by fan-out, the form torchvision's ResNets use: {@code sd = sqrt(2 / (out * kh * kw))}. */
    static Initializer heFanOut(Shape weight) {
        int receptive = weight.elements() / (weight.size(0) * weight.size(1));
        return new Normal(Math.sqrt(2.0 / ((double) weight.size(0) * receptive)));
    }

    /** PyTorch's default for linear layers and convolutions: uniform with bound {@code 1 / sqrt(fan_in)}. */
    static Initializer uniformFanIn(int fanIn) {
        return new Uniform(1 / Math.sqrt(fanIn));
    }
}
