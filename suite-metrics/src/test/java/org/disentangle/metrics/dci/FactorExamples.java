package org.disentangle.metrics.dci;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Assignments;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.ContinuousTargets;
import org.disentangle.core.metric.ScoreMatrix;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.Examples;
import org.disentangle.testkit.RecordedFindings;

/** Codes about categorical and continuous factors that a test makes up, and what a metric finds on them. */
public final class FactorExamples {
    private final List<Factor> factors = new ArrayList<>();
    private final List<ContinuousFactor> numbers = new ArrayList<>();
    private final Map<String, Codes> train = new LinkedHashMap<>();
    private final Map<String, Codes> test = new LinkedHashMap<>();
    private final Map<String, int[]> trainLabels = new LinkedHashMap<>();
    private final Map<String, int[]> testLabels = new LinkedHashMap<>();
    private final Map<String, float[]> trainNumbers = new LinkedHashMap<>();
    private final Map<String, float[]> testNumbers = new LinkedHashMap<>();
    private final Map<String, List<String>> parts = new LinkedHashMap<>();
    private final RecordedFindings findings = new RecordedFindings();
    private long seed;

    public FactorExamples categorical(String name, int cardinality) {
        factors.add(new Factor(
                name,
                name,
                IntStream.range(0, Math.max(2, cardinality))
                        .mapToObj(Integer::toString)
                        .toList()));
        trainLabels.put(name, new int[] {cardinality});
        return this;
    }

    public FactorExamples continuous(String name, int dimension) {
        numbers.add(new ContinuousFactor(name, name, dimension));
        return this;
    }

    public FactorExamples seed(long value) {
        seed = value;
        return this;
    }

    /** Block {@code z}: one dimension per factor's column, in their order, with uniform noise of this size. */
    public FactorExamples about(int trainRows, int testRows, double noise) {
        UniformRandomProvider random = Examples.random(11);
        Map<String, int[]> cardinalities = new LinkedHashMap<>(trainLabels);
        int d = factors.size()
                + numbers.stream().mapToInt(ContinuousFactor::dimension).sum();
        for (boolean training : new boolean[] {true, false}) {
            int rows = training ? trainRows : testRows;
            float[] codes = new float[rows * d];
            int column = 0;
            for (Factor factor : factors) {
                int[] labels = new int[rows];
                for (int row = 0; row < rows; row++) {
                    int[] cardinality = cardinalities.getOrDefault(factor.name(), new int[] {1});
                    labels[row] = random.nextInt(cardinality[0]);
                    codes[row * d + column] = (float) (labels[row] + noise * (2 * random.nextDouble() - 1));
                }
                (training ? trainLabels : testLabels).put(factor.name(), labels);
                column++;
            }
            for (ContinuousFactor factor : numbers) {
                int k = factor.dimension();
                float[] values = new float[rows * k];
                for (int i = 0; i < values.length; i++) {
                    values[i] = 2 * random.nextFloat() - 1;
                    codes[i / k * d + column + i % k] = (float) (values[i] + noise * (2 * random.nextDouble() - 1));
                }
                (training ? trainNumbers : testNumbers).put(factor.name(), values);
                column += k;
            }
            (training ? train : test).put("z", new Codes("z", codes, rows, d));
        }
        return this;
    }

    /** The whole z falls into parts of so many dimensions, which become blocks. */
    public FactorExamples parts(int... dimensions) {
        List<String> names = new ArrayList<>();
        int from = 0;
        for (int dimension : dimensions) {
            String name = "z" + names.size();
            names.add(name);
            for (Map<String, Codes> split : List.of(train, test)) {
                Codes whole = split.getOrDefault("z", new Codes("z", new float[0], 0, 1));
                float[] values = new float[whole.rows() * dimension];
                for (int i = 0; i < values.length; i++) {
                    values[i] = whole.values()[i / dimension * whole.dimension() + from + i % dimension];
                }
                split.put(name, new Codes(name, values, whole.rows(), dimension));
            }
            from += dimension;
        }
        parts.put("z", names);
        return this;
    }

    /** Replaces block z by codes that are given. */
    public FactorExamples codes(Codes trained, Codes tested) {
        train.put("z", trained);
        test.put("z", tested);
        return this;
    }

    public FactorExamples labels(String name, int[] trained, int[] tested) {
        trainLabels.put(name, trained);
        testLabels.put(name, tested);
        return this;
    }

    public Codes whole(boolean training) {
        return (training ? train : test).getOrDefault("z", new Codes("z", new float[0], 0, 1));
    }

    public ScoringInput input() {
        return new ScoringInput(
                train,
                test,
                factors,
                trainLabels,
                testLabels,
                new ContinuousTargets(numbers, trainNumbers, testNumbers),
                Assignments.NONE,
                parts,
                List.of(),
                new SeedStreams(seed),
                2,
                findings);
    }

    public List<Undefined> undefined() {
        return findings.undefined();
    }

    public List<ScoreMatrix> matrices() {
        return findings.matrices();
    }
}
