package org.disentangle.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.metric.Metric.Direction;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.statistics.Aggregate;
import org.disentangle.metrics.statistics.Bootstrap;
import org.disentangle.metrics.statistics.Estimate;
import org.disentangle.metrics.statistics.ScoreTable;
import org.disentangle.metrics.statistics.ScoreTable.Run;
import org.disentangle.metrics.statistics.ScoreTable.Task;
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

/** Intervals of 100 methods with 10 seeds each, 50,000 resamples, two threads. The goal is two seconds on one task. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class BootstrapBenchmark {
    private static final int METHODS = 100;
    private static final int SEEDS = 10;

    @Param({"1", "5"})
    public int tasks;

    private final Bootstrap bootstrap = Bootstrap.of(new SeedStreams(1), 2);
    private ScoreTable table;

    @Setup
    public void make() {
        UniformRandomProvider random = new SeedStreams(1).stream("scores");
        List<Run> runs = new ArrayList<>();
        for (int method = 0; method < METHODS; method++) {
            for (int task = 0; task < tasks; task++) {
                Task scored = new Task("data " + task, "metric", "z", "", Direction.HIGHER_IS_BETTER);
                for (int seed = 0; seed < SEEDS; seed++) {
                    runs.add(Run.of("method " + method, scored, seed, random.nextDouble()));
                }
            }
        }
        table = ScoreTable.of(runs);
    }

    @Benchmark
    public Map<String, Estimate> mean() {
        return bootstrap.aggregates(table, Aggregate.mean());
    }

    @Benchmark
    public Map<String, Estimate> interquartileMean() {
        return bootstrap.aggregates(table, Aggregate.interquartileMean());
    }

    @Benchmark
    public Map<String, Estimate> ranks() {
        return bootstrap.ranks(table, Aggregate.interquartileMean());
    }
}
