package org.disentangle.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.information.Explicitness;
import org.disentangle.metrics.information.InfoMec;
import org.disentangle.metrics.information.Irs;
import org.disentangle.metrics.information.Mig;
import org.disentangle.metrics.information.Modularity;
import org.disentangle.metrics.information.Sap;
import org.disentangle.metrics.information.Unsupervised;
import org.disentangle.metrics.vote.BetaVae;
import org.disentangle.metrics.vote.FactorVae;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Metrics over dimensions and factors, on 10,000 training and as many test rows of noise with five factors (3 to 10 values) in the first
 * dimensions, two threads. The peer is {@code scripts/golden/information.py --time 10000 DIMENSION}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
public class InformationBenchmark {
    private static final int ROWS = 10_000;
    private static final int[] VALUES = {3, 4, 6, 8, 10};

    @Param({"16", "64"})
    public int dimension;

    private ScoringInput input;

    @Setup
    public void make() {
        List<Factor> factors = new ArrayList<>();
        for (int values : VALUES) {
            factors.add(new Factor(
                    "f" + values,
                    "f" + values,
                    IntStream.range(0, values).mapToObj(Integer::toString).toList()));
        }
        Map<String, int[]> train = labels("train");
        Map<String, int[]> test = labels("test");
        input = new ScoringInput(
                Map.of("z", codes(train, "train")),
                Map.of("z", codes(test, "test")),
                factors,
                train,
                test,
                Map.of(),
                List.of(),
                new SeedStreams(1),
                2,
                Findings.NONE);
    }

    private static Map<String, int[]> labels(String split) {
        UniformRandomProvider random = new SeedStreams(1).stream("labels/" + split);
        Map<String, int[]> labels = new LinkedHashMap<>();
        for (int values : VALUES) {
            labels.put("f" + values, random.ints(ROWS, 0, values).toArray());
        }
        return labels;
    }

    private Codes codes(Map<String, int[]> labels, String split) {
        ZigguratSampler.NormalizedGaussian noise =
                ZigguratSampler.NormalizedGaussian.of(new SeedStreams(1).stream("codes/" + split));
        float[] codes = new float[ROWS * dimension];
        List<int[]> columns = List.copyOf(labels.values());
        for (int i = 0; i < codes.length; i++) {
            int j = i % dimension;
            codes[i] = (float) noise.sample() + (j < columns.size() ? columns.get(j)[i / dimension] : 0);
        }
        return new Codes("z", codes, ROWS, dimension);
    }

    private <O extends Record> List<Score> score(Metric<O> metric) {
        return metric.score(metric.defaults(), input);
    }

    @Benchmark
    public List<List<Score>> migSapAndModularity() {
        return List.of(score(new Mig()), score(new Sap()), score(new Modularity()));
    }

    @Benchmark
    public List<Score> mig() {
        return score(new Mig());
    }

    @Benchmark
    public List<Score> sap() {
        return score(new Sap());
    }

    @Benchmark
    public List<Score> irs() {
        return score(new Irs());
    }

    @Benchmark
    public List<Score> explicitness() {
        return score(new Explicitness());
    }

    @Benchmark
    public List<Score> infomec() {
        return score(new InfoMec());
    }

    @Benchmark
    public List<Score> unsupervised() {
        return score(new Unsupervised());
    }

    @Benchmark
    public List<Score> factorVae() {
        return score(new FactorVae());
    }

    @Benchmark
    public List<Score> betaVae() {
        return score(new BetaVae());
    }
}
