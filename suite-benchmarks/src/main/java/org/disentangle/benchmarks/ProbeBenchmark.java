package org.disentangle.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Assignments;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.ContinuousTargets;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.probe.LinearProbe;
import org.disentangle.metrics.probe.LinearProbeGrid;
import org.disentangle.metrics.probe.LinearProbeGridOptions;
import org.disentangle.metrics.probe.LogisticRegression;
import org.disentangle.metrics.regression.KernelR2;
import org.disentangle.metrics.regression.KernelR2Options;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The grid of {@code kernel-r2} on 4,096 rows of 10 numbers with 5 targets (and the fit and prediction after it), and the linear probe on 20,000
 * rows of 512 numbers with 10 classes. Peer: {@code scripts/peers/probes.py}, on the same numbers.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class ProbeBenchmark {
    private static final long FIRST = 0x9E3779B97F4A7C15L;
    private static final long SECOND = 0xD1342543DE82EF95L;

    @Param("2")
    public int threads = 2;

    private static float[] uniform(int count, long multiplier) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            long mixed = (i + 1) * multiplier;
            mixed ^= mixed >>> 29;
            mixed *= 0xBF58476D1CE4E5B9L;
            mixed ^= mixed >>> 32;
            values[i] = (float) ((mixed >>> 40) * 0x1p-23 - 1);
        }
        return values;
    }

    private ScoringInput input(
            Codes codes, List<Factor> factors, Map<String, int[]> labels, ContinuousTargets targets) {
        return new ScoringInput(
                Map.of("z", codes),
                Map.of("z", codes),
                factors,
                labels,
                labels,
                targets,
                Assignments.NONE,
                Map.of(),
                List.of(),
                new SeedStreams(0),
                threads,
                Findings.NONE);
    }

    @Benchmark
    public List<Score> kernelRidge() {
        float[] x = uniform(40960, FIRST);
        float[] noise = uniform(5 * 4096, SECOND);
        float[] y = new float[5 * 4096];
        for (int i = 0; i < y.length; i++) {
            int at = i / 5 * 10 + i % 5;
            y[i] = (float) ((double) x[at] * x[at + 5] + 0.5 * x[at] * x[at] + 0.1 * noise[i]);
        }
        return new KernelR2()
                .score(
                        KernelR2Options.DEFAULT,
                        input(
                                new Codes("z", x, 4096, 10),
                                List.of(),
                                Map.of(),
                                new ContinuousTargets(
                                        List.of(new ContinuousFactor("y", "y", 5)), Map.of("y", y), Map.of("y", y))));
    }

    private ScoringInput probed() {
        int rows = 20_000;
        int dimension = 512;
        float[] x = uniform(rows * dimension, FIRST);
        float[] noise = uniform(rows * 10, SECOND);
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            float greatest = Float.NEGATIVE_INFINITY;
            for (int c = 0; c < 10; c++) {
                float value = x[i * dimension + c] + 0.7f * x[i * dimension + 10 + c] + noise[i * 10 + c];
                if (value > greatest) {
                    greatest = value;
                    labels[i] = c;
                }
            }
        }
        Factor factor = new Factor(
                "class",
                "class",
                IntStream.range(0, 10).mapToObj(String::valueOf).toList());
        return input(
                new Codes("z", x, rows, dimension), List.of(factor), Map.of("class", labels), ContinuousTargets.NONE);
    }

    @Benchmark
    public List<Score> linearProbe() {
        return new LinearProbe().score(LogisticRegression.DEFAULT, probed());
    }

    @Benchmark
    public List<Score> linearProbeGrid() {
        return new LinearProbeGrid().score(LinearProbeGridOptions.DEFAULT, probed());
    }
}
