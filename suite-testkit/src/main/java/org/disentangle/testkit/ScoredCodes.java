package org.disentangle.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.random.SeedStreams;

/**
 * Codes that a test makes up, with labels of two factors: {@code A} (3 values) and {@code B} (2 values). The whole {@code z} falls
 * into {@code z0} and {@code z1}.
 */
final class ScoredCodes {
    static final List<Factor> FACTORS = List.of(
            new Factor("A", "first", List.of("a0", "a1", "a2")), new Factor("B", "second", List.of("b0", "b1")));
    static final int TRAIN_ROWS = 96;
    static final int TEST_ROWS = 60;
    static final int HALF = 3;

    private final Map<String, Codes> train;
    private final Map<String, Codes> test;
    private final Map<String, int[]> trainLabels;
    private final Map<String, int[]> testLabels;

    private ScoredCodes(
            Map<String, Codes> train,
            Map<String, Codes> test,
            Map<String, int[]> trainLabels,
            Map<String, int[]> testLabels) {
        this.train = train;
        this.test = test;
        this.trainLabels = trainLabels;
        this.testLabels = testLabels;
    }

    /** The numbers of a row of z, from its labels. */
    @FunctionalInterface
    interface RowMaker {
        /** @return {@code 2 * HALF} numbers */
        double[] row(int a, int b);
    }

    static ScoredCodes of(RowMaker maker) {
        Map<String, int[]> trainLabels = labels(TRAIN_ROWS, 0);
        Map<String, int[]> testLabels = labels(TEST_ROWS, 1);
        return new ScoredCodes(codes(maker, trainLabels), codes(maker, testLabels), trainLabels, testLabels);
    }

    /** z0 is the one-hot code of A, z1 that of B, each with a little noise, so that no two rows are equal. */
    static ScoredCodes perfect() {
        ZigguratSampler.NormalizedGaussian noise = gaussian(9);
        return of((a, b) -> {
            double[] row = new double[2 * HALF];
            row[a] = 1;
            row[HALF + b] = 1;
            for (int i = 0; i < row.length; i++) {
                row[i] += 0.01 * noise.sample();
            }
            return row;
        });
    }

    /** The first column of z0 is A, that of z1 is B, each with a little noise; the others are noise. */
    static ScoredCodes aligned() {
        ZigguratSampler.NormalizedGaussian noise = gaussian(9);
        return of((a, b) -> {
            double[] row = DoubleStream.generate(noise::sample).limit(2 * HALF).toArray();
            row[0] = a + 0.01 * row[0];
            row[HALF] = b + 0.01 * row[HALF];
            return row;
        });
    }

    /** Codes that know nothing of the labels. */
    static ScoredCodes noise(long seed) {
        ZigguratSampler.NormalizedGaussian noise = gaussian(seed);
        return of((a, b) -> DoubleStream.generate(noise::sample).limit(2 * HALF).toArray());
    }

    /** The same with one entry of a block's training codes replaced. */
    ScoredCodes withEntry(String block, int index, float value) {
        Map<String, Codes> changed = new LinkedHashMap<>(train);
        changed.computeIfPresent(block, (name, codes) -> {
            float[] values = codes.values().clone();
            values[index] = value;
            return new Codes(name, values, codes.rows(), codes.dimension());
        });
        return new ScoredCodes(changed, test, trainLabels, testLabels);
    }

    /** The same with the rows of both splits in another order. */
    ScoredCodes reordered() {
        int[] trainOrder = SeedStreams.permutation(TRAIN_ROWS, new SeedStreams(4).stream("train order"));
        int[] testOrder = SeedStreams.permutation(TEST_ROWS, new SeedStreams(4).stream("test order"));
        return new ScoredCodes(
                each(train, codes -> reordered(codes, trainOrder)),
                each(test, codes -> reordered(codes, testOrder)),
                each(trainLabels, labels -> reordered(labels, trainOrder)),
                each(testLabels, labels -> reordered(labels, testOrder)));
    }

    /** Scores them by the metrics in order; each sees the scores of those before it. Given are those of the last. */
    List<Score> scored(List<? extends ConfiguredMetric<?>> metrics, int threads) {
        List<Score> earlier = new ArrayList<>();
        List<Score> last = List.of();
        for (ConfiguredMetric<?> metric : metrics) {
            last = metric.score(input(earlier, threads));
            earlier.addAll(last);
        }
        return last;
    }

    ScoringInput input(List<Score> earlier, int threads) {
        return new ScoringInput(
                train,
                test,
                FACTORS,
                trainLabels,
                testLabels,
                Map.of("z", List.of("z0", "z1")),
                earlier,
                new SeedStreams(0),
                threads,
                Findings.NONE);
    }

    /** Every number of the codes. */
    List<float[]> values() {
        List<float[]> values = new ArrayList<>();
        train.values().forEach(codes -> values.add(codes.values().clone()));
        test.values().forEach(codes -> values.add(codes.values().clone()));
        return values;
    }

    private static Map<String, int[]> labels(int rows, long seed) {
        UniformRandomProvider random = new SeedStreams(seed).stream("labels");
        int[] a = new int[rows];
        int[] b = new int[rows];
        for (int row = 0; row < rows; row++) {
            a[row] = random.nextInt(3);
            b[row] = random.nextInt(2);
        }
        Map<String, int[]> labels = new LinkedHashMap<>();
        labels.put("A", a);
        labels.put("B", b);
        return labels;
    }

    private static Map<String, Codes> codes(RowMaker maker, Map<String, int[]> labels) {
        int[] a = Found.in(labels, "A");
        int[] b = Found.in(labels, "B");
        float[] whole = new float[a.length * 2 * HALF];
        float[] first = new float[a.length * HALF];
        float[] second = new float[a.length * HALF];
        for (int row = 0; row < a.length; row++) {
            double[] values = maker.row(a[row], b[row]);
            for (int i = 0; i < 2 * HALF; i++) {
                whole[row * 2 * HALF + i] = (float) values[i];
                (i < HALF ? first : second)[row * HALF + i % HALF] = (float) values[i];
            }
        }
        Map<String, Codes> codes = new LinkedHashMap<>();
        codes.put("z", new Codes("z", whole, a.length, 2 * HALF));
        codes.put("z0", new Codes("z0", first, a.length, HALF));
        codes.put("z1", new Codes("z1", second, a.length, HALF));
        return codes;
    }

    private static Codes reordered(Codes codes, int[] order) {
        float[] values = new float[codes.values().length];
        for (int row = 0; row < order.length; row++) {
            System.arraycopy(
                    codes.values(), order[row] * codes.dimension(), values, row * codes.dimension(), codes.dimension());
        }
        return new Codes(codes.block(), values, codes.rows(), codes.dimension());
    }

    private static int[] reordered(int[] labels, int[] order) {
        return Arrays.stream(order).map(row -> labels[row]).toArray();
    }

    private static <T> Map<String, T> each(Map<String, T> values, UnaryOperator<T> change) {
        Map<String, T> changed = new LinkedHashMap<>();
        values.forEach((name, value) -> changed.put(name, change.apply(value)));
        return changed;
    }

    private static ZigguratSampler.NormalizedGaussian gaussian(long seed) {
        return ZigguratSampler.NormalizedGaussian.of(new SeedStreams(seed).stream("noise"));
    }
}
