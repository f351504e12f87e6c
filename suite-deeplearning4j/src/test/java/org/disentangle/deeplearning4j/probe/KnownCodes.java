package org.disentangle.deeplearning4j.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Assignments;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.ContinuousTargets;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.random.SeedStreams;

/** Codes of standard normal numbers, and factors that are made of them. */
final class KnownCodes {
    private final Codes train;
    private final Codes test;
    private final Map<String, ContinuousFactor> numbers = new LinkedHashMap<>();
    private final Map<String, float[]> trainTargets = new LinkedHashMap<>();
    private final Map<String, float[]> testTargets = new LinkedHashMap<>();
    private final Map<String, Factor> classes = new LinkedHashMap<>();
    private final Map<String, int[]> trainLabels = new LinkedHashMap<>();
    private final Map<String, int[]> testLabels = new LinkedHashMap<>();

    /** One factor's numbers of a row. */
    interface Numbers {
        float[] of(float[] code);
    }

    /** One factor's label of a row. */
    interface Label {
        int of(float[] code);
    }

    KnownCodes(int trainRows, int testRows, int dimension) {
        this(gaussian(trainRows, dimension, 1), gaussian(testRows, dimension, 2));
    }

    KnownCodes(Codes train, Codes test) {
        this.train = train;
        this.test = test;
    }

    static Codes gaussian(int rows, int dimension, long seed) {
        UniformRandomProvider random = new SeedStreams(seed).stream("known codes");
        ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        float[] values = new float[rows * dimension];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) gaussian.sample();
        }
        return new Codes("z", values, rows, dimension);
    }

    KnownCodes with(String factor, Numbers numbers) {
        float[] first = numbers.of(row(train, 0));
        this.numbers.put(factor, new ContinuousFactor(factor, factor, first.length));
        trainTargets.put(factor, all(train, numbers, first.length));
        testTargets.put(factor, all(test, numbers, first.length));
        return this;
    }

    KnownCodes with(String factor, int cardinality, Label label) {
        classes.put(
                factor,
                new Factor(
                        factor,
                        factor,
                        IntStream.range(0, cardinality)
                                .mapToObj(Integer::toString)
                                .toList()));
        trainLabels.put(factor, labels(train, label));
        testLabels.put(factor, labels(test, label));
        return this;
    }

    ScoringInput input(int threads, Findings findings) {
        return new ScoringInput(
                Map.of("z", train),
                Map.of("z", test),
                List.copyOf(classes.values()),
                trainLabels,
                testLabels,
                new ContinuousTargets(List.copyOf(numbers.values()), trainTargets, testTargets),
                Assignments.NONE,
                Map.of(),
                List.of(),
                new SeedStreams(0),
                threads,
                findings);
    }

    private static float[] all(Codes codes, Numbers numbers, int width) {
        float[] targets = new float[codes.rows() * width];
        for (int i = 0; i < codes.rows(); i++) {
            System.arraycopy(numbers.of(row(codes, i)), 0, targets, i * width, width);
        }
        return targets;
    }

    private static int[] labels(Codes codes, Label label) {
        int[] labels = new int[codes.rows()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = label.of(row(codes, i));
        }
        return labels;
    }

    private static float[] row(Codes codes, int row) {
        return codes.select(new int[] {row}).values();
    }
}
