package org.disentangle.core.random;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Random streams derived by name from one seed. A stream depends on its name, its index and its seed alone, so adding a
 * consumer never shifts another, and a stream's position is the index (the step or epoch), which makes resuming exact.
 *
 * <p>The generator is xoshiro256++ (Commons RNG {@code XO_SHI_RO_256_PP}). Its 256 bits of state are the SHA-256 of the UTF-8
 * text {@code "<name>|<index>|<seed>"}, read as four little-endian longs: the same on every JVM.
 *
 * @param seed the trial's seed
 * @param overrides seeds of single streams, by the first part of their name (up to the first {@code /}): a study varies one
 *     stream and holds the rest
 */
public record SeedStreams(long seed, Map<String, Long> overrides) {
    /** Initial weights. */
    public static final String INITIALIZATION = "init";
    /** The order of the samples. */
    public static final String ORDER = "order";
    /** Augmentation parameters. */
    public static final String AUGMENTATION = "augmentation";
    /** What probes and metrics draw. */
    public static final String PROBE = "probe";

    public SeedStreams {
        overrides = Collections.unmodifiableSortedMap(new TreeMap<>(overrides));
    }

    public SeedStreams(long seed) {
        this(seed, Map.of());
    }

    /**
     * What metrics draw from: all their streams have the seed of {@link #PROBE}, whatever their names.
     */
    public SeedStreams forProbes() {
        Long probe = overrides.get(PROBE);
        return probe == null ? this : new SeedStreams(probe, overrides);
    }

    /** The stream's beginning. */
    public UniformRandomProvider stream(String name) {
        return stream(name, 0);
    }

    /** The part of a stream that belongs to one step, epoch or item. */
    public UniformRandomProvider stream(String name, long index) {
        int slash = name.indexOf('/');
        String family = slash < 0 ? name : name.substring(0, slash);
        long effective = overrides.getOrDefault(family, seed);
        ByteBuffer digest =
                ByteBuffer.wrap(sha256(name + "|" + index + "|" + effective)).order(ByteOrder.LITTLE_ENDIAN);
        long[] state = {digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong()};
        return RandomSource.XO_SHI_RO_256_PP.create(state);
    }

    /** A uniform permutation of 0..n-1 (Fisher-Yates from the end). */
    public static int[] permutation(int n, UniformRandomProvider random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
