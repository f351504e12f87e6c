package org.disentangle.datasets.numerical;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
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

/** Fixed samples of the numerical data, for scoring: a pool of latent numbers per split and the network that mixes them. */
final class NumericalSamples implements DataSet {
    private static final String SAMPLE = "sample";
    private static final String LATENTS = "latents";

    private final NumericalOptions options;
    private final Mixing mixing;
    private final Map<Split, float[]> latents = new java.util.EnumMap<>(Split.class);
    private final DataSetDescription description;

    NumericalSamples(NumericalOptions options) {
        this.options = options;
        this.mixing = Mixing.of(options);
        latents.put(Split.TRAIN, draw(Split.TRAIN, options.trainSamples()));
        latents.put(Split.TEST, draw(Split.TEST, options.testSamples()));
        this.description = Numerical.describe(options, digest());
    }

    private float[] draw(Split split, int count) {
        Latents source = new Latents(options);
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
        int rows = latents(split).length / options.dimension();
        Map<String, float[]> targets = new LinkedHashMap<>();
        int start = 0;
        for (ContinuousFactor factor : description.continuousFactors()) {
            targets.put(factor.name(), columns(split, start, factor.dimension(), rows));
            start += factor.dimension();
        }
        int[] index = IntStream.range(0, rows).toArray();
        return new Samples(rows, 1, Map.of(SAMPLE, index), Map.of(), targets, new int[0]);
    }

    private float[] columns(Split split, int start, int count, int rows) {
        float[] values = new float[rows * count];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(latents(split), row * options.dimension() + start, values, row * count, count);
        }
        return values;
    }

    @Override
    public Map<String, HostTensor> pools(Split split) {
        float[] values = latents(split);
        int d = options.dimension();
        return Map.of(LATENTS, HostTensor.of(Shape.of(values.length / d, d), values));
    }

    @Override
    public Tensor scene(Map<String, Tensor> pools, Map<String, Tensor> sources) {
        Tensor pool = Objects.requireNonNull(pools.get(LATENTS));
        return mixing.apply(pool.gather(0, Objects.requireNonNull(sources.get(SAMPLE))));
    }

    private float[] latents(Split split) {
        return Objects.requireNonNull(latents.get(split));
    }

    private String digest() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (float[] values : List.of(latents(Split.TRAIN), latents(Split.TEST))) {
                update(sha256, values);
            }
            mixing.layers().forEach(layer -> update(sha256, layer));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        digest.update(bytes);
    }
}
