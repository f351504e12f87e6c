package org.disentangle.datasets.numerical;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.NormalizedGaussianSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.datasets.image.ContentDigest;
import org.disentangle.datasets.scene.BySplit;

/** Fixed samples of the numerical data, for scoring: a pool of latent numbers per split and the network that mixes them. */
final class NumericalSamples implements DataSet {
    private static final String SAMPLE = "sample";
    private static final String LATENTS = "latents";

    private final NumericalOptions options;
    private final Mixing mixing;
    private final BySplit<float[]> latents;
    private final DataSetDescription description;
    private final BySplit<Samples> samples;

    NumericalSamples(NumericalOptions options) {
        this.options = options;
        this.mixing = Mixing.of(options);
        Latents source = new Latents(options);
        this.latents = new BySplit<>(
                draw(source, Split.TRAIN, options.trainSamples()), draw(source, Split.TEST, options.testSamples()));
        this.description = Numerical.describe(options, digest());
        this.samples = new BySplit<>(samples(latents.train()), samples(latents.test()));
    }

    private float[] draw(Latents source, Split split, int count) {
        NormalizedGaussianSampler gaussian = ZigguratSampler.NormalizedGaussian.of(
                new SeedStreams(options.seed()).stream("numerical/" + split.label()));
        int d = options.dimension();
        double[] sample = new double[d];
        float[] values = new float[count * d];
        for (int row = 0; row < count; row++) {
            source.draw(gaussian, sample);
            for (int i = 0; i < d; i++) {
                values[row * d + i] = (float) sample[i];
            }
        }
        return values;
    }

    @Override
    public DataSetDescription description() {
        return description;
    }

    @Override
    public Samples samples(Split split) {
        return samples.of(split);
    }

    private Samples samples(float[] values) {
        int rows = values.length / options.dimension();
        Map<String, float[]> targets = new LinkedHashMap<>();
        int start = 0;
        for (ContinuousFactor factor : description.continuousFactors()) {
            targets.put(factor.name(), columns(values, start, factor.dimension(), rows));
            start += factor.dimension();
        }
        int[] index = IntStream.range(0, rows).toArray();
        return new Samples(rows, 1, Map.of(SAMPLE, index), Map.of(), targets, new int[0]);
    }

    private float[] columns(float[] values, int start, int count, int rows) {
        float[] columns = new float[rows * count];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(values, row * options.dimension() + start, columns, row * count, count);
        }
        return columns;
    }

    @Override
    public Map<String, HostTensor> pools(Split split) {
        float[] values = latents.of(split);
        int d = options.dimension();
        return Map.of(LATENTS, HostTensor.of(Shape.of(values.length / d, d), values));
    }

    @Override
    public Tensor scene(Map<String, Tensor> pools, Map<String, Tensor> sources) {
        Tensor pool = Objects.requireNonNull(pools.get(LATENTS));
        return mixing.apply(pool.gather(0, Objects.requireNonNull(sources.get(SAMPLE))));
    }

    private String digest() {
        ContentDigest digest = new ContentDigest();
        digest.add(bytes(latents.train())).add(bytes(latents.test()));
        mixing.layers().forEach(layer -> digest.add(bytes(layer)));
        return digest.hex();
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
