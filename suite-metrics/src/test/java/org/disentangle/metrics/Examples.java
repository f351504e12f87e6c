package org.disentangle.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.random.SeedStreams;

/** Codes and labels for tests. */
public final class Examples {
    private Examples() {}

    public static UniformRandomProvider random(long seed) {
        return new SeedStreams(seed).stream("test");
    }

    /** Uniform numbers in (-1, 1). */
    public static Codes noise(String block, int rows, int dimension, long seed) {
        UniformRandomProvider random = random(seed);
        float[] values = new float[rows * dimension];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return new Codes(block, values, rows, dimension);
    }

    public static int[] labels(int rows, int classes, long seed) {
        UniformRandomProvider random = random(seed);
        return IntStream.range(0, rows).map(row -> random.nextInt(classes)).toArray();
    }

    /** Noise, with the label's column raised by {@code strength}: more overlap the weaker it is. */
    public static Codes about(int[] labels, int dimension, float strength, long seed) {
        Codes noise = noise("z", labels.length, dimension, seed);
        for (int row = 0; row < labels.length; row++) {
            noise.values()[row * dimension + labels[row] % dimension] += strength;
        }
        return noise;
    }

    public static JsonNode json(String resource) {
        try (InputStream in = Objects.requireNonNull(Examples.class.getResourceAsStream(resource), resource)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int[] ints(JsonNode array) {
        return IntStream.range(0, array.size()).map(i -> array.get(i).asInt()).toArray();
    }

    /** @param array row-major */
    public static Codes codes(String block, JsonNode array, int dimension) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array.get(i).asDouble();
        }
        return new Codes(block, values, values.length / dimension, dimension);
    }
}
