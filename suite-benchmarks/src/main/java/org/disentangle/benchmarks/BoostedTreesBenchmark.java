package org.disentangle.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.tree.BoostedTrees;
import org.disentangle.metrics.tree.BoostingOptions;
import org.disentangle.metrics.tree.GradientBoosting;
import org.disentangle.metrics.tree.SortedColumns;
import org.disentangle.metrics.tree.Target;
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
 * What {@code dci-gbt} does with 10 codes, 5 factors of 10 values, 10,000 training and 5,000 test rows: sorting, fitting, predicting,
 * importances. The peer, {@code scripts/peers/boosted_trees.py}, sees the same numbers. The first iteration includes compilation.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class BoostedTreesBenchmark {
    private static final int TRAIN = 10_000;
    private static final int TEST = 5_000;
    private static final int FACTORS = 5;
    private static final int VALUES = 10;

    @Param({"1", "2"})
    int threads;

    private Codes train = new Codes("z", new float[0], 0, 1);
    private Codes test = train;
    private final List<Target> targets = new ArrayList<>();
    private final int[][] wanted = new int[FACTORS][TEST];
    private long state;

    @Setup
    public void draw() {
        state = 1;
        targets.clear();
        int[][] labels = new int[TRAIN + TEST][FACTORS];
        float[] codes = new float[(TRAIN + TEST) * 2 * FACTORS];
        for (int row = 0; row < TRAIN + TEST; row++) {
            for (int j = 0; j < FACTORS; j++) {
                labels[row][j] = (int) (uniform() * VALUES);
            }
            for (int j = 0; j < FACTORS; j++) {
                codes[row * 2 * FACTORS + j] = (float) (labels[row][j] + 3 * uniform());
            }
            for (int j = 0; j < FACTORS; j++) {
                codes[row * 2 * FACTORS + FACTORS + j] = (float) (0.5 * labels[row][FACTORS - 1 - j] + 3 * uniform());
            }
        }
        train = part(codes, 0, TRAIN);
        test = part(codes, TRAIN, TEST);
        for (int j = 0; j < FACTORS; j++) {
            int factor = j;
            targets.add(Target.ofClasses(
                    IntStream.range(0, TRAIN).map(row -> labels[row][factor]).toArray()));
            wanted[j] = IntStream.range(TRAIN, TRAIN + TEST)
                    .map(row -> labels[row][factor])
                    .toArray();
        }
    }

    private double uniform() {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return (state >>> 33) / (double) (1L << 31);
    }

    private static Codes part(float[] codes, int from, int rows) {
        float[] part = new float[rows * 2 * FACTORS];
        System.arraycopy(codes, from * 2 * FACTORS, part, 0, part.length);
        return new Codes("z", part, rows, 2 * FACTORS);
    }

    /** @return mean test accuracy plus the sum of the largest importances */
    @Benchmark
    public double fit() {
        try (Shards shards = new Shards(threads)) {
            List<BoostedTrees> models =
                    GradientBoosting.fit(SortedColumns.of(train, shards), targets, BoostingOptions.DEFAULT, 1, shards);
            double right = 0;
            double largest = 0;
            for (int j = 0; j < FACTORS; j++) {
                double[] predicted = models.get(j).predict(test, shards);
                for (int row = 0; row < TEST; row++) {
                    right += predicted[row] == wanted[j][row] ? 1 : 0;
                }
                double greatest = 0;
                for (double importance : models.get(j).importances()) {
                    greatest = Math.max(greatest, importance);
                }
                largest += greatest;
            }
            return right / (TEST * FACTORS) + largest;
        }
    }
}
