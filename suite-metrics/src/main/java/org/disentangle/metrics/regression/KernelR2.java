package org.disentangle.metrics.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.ContinuousTargets;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoreMatrix;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.matrix.Standardization;

/**
 * How much of each continuous factor kernel ridge regression reads from each block: the nonlinear companion of {@link LinearR2} (von
 * Kuegelgen et al. 2021, {@code disentanglement_utils.py}). The kernel is {@code exp(-gamma |x - y|^2)} on codes standardised by the training
 * rows, as targets are; no intercept. For each factor, alpha and gamma are those of the greatest mean R^2 over the folds of a
 * cross-validation; folds are contiguous, as of scikit-learn's {@code KFold} without shuffling, and equals go to the first in the order of its
 * {@code GridSearchCV} (alpha before gamma).
 *
 * <p>The training rows are the first {@link KernelR2Options#points} of a permutation drawn from the seed, and so are the test rows,
 * which fall into batches. The score is the mean over batches of {@code 1 - SSE / SST}, SST about the batch's mean, itself the
 * mean over the factor's numbers; 1 is perfect, 0 no better than the mean, nothing clips it below. Numbers that are constant in a batch are left
 * out there. Test rows that do not fill a batch are left out unless there is only one batch. Categorical factors are passed over.
 *
 * <p>Details: {@code sd} (population deviation over the batches), {@code lowest} and {@code highest} batch, {@code batches}, {@code rows}
 * of the test used, {@code points}, {@code alpha}, {@code gamma}, {@code cross_validated} (their mean R^2 over the folds). The grid's
 * values are a matrix among the findings.
 *
 * <p>Memory is about {@code 24 points^2} bytes, time grows with the cube.
 */
public final class KernelR2 implements Metric<KernelR2Options> {
    public static final String NAME = "kernel-r2";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Share of a continuous factor's variance that kernel ridge regression on frozen codes explains, per block";
    }

    @Override
    public KernelR2Options defaults() {
        return KernelR2Options.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.VON_KUEGELGEN_2021);
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    @Override
    public List<Score> score(KernelR2Options options, ScoringInput input) {
        List<Score> scores = new ArrayList<>();
        try (Shards threads = new Shards(input.threads())) {
            for (BlockCodes block : BlockCodes.finite(input)) {
                if (!input.continuous().factors().isEmpty()) {
                    scores.addAll(score(options, input, block, threads));
                }
            }
        }
        return scores;
    }

    private static List<Score> score(KernelR2Options options, ScoringInput input, BlockCodes block, Shards threads) {
        int[] trainRows = drawn(input, "train", block.train().rows(), options.points());
        if (trainRows.length < options.folds()) {
            input.continuous()
                    .factors()
                    .forEach(factor -> undefined(
                            input,
                            block,
                            factor,
                            trainRows.length + " training rows for " + options.folds() + " folds"));
            return List.of();
        }
        int[] testRows = drawn(input, "test", block.test().rows(), (int)
                Math.min(Integer.MAX_VALUE, (long) options.batches() * options.batchRows()));
        Codes train = block.train().select(trainRows);
        Codes test = block.test().select(testRows);
        RadialKernel kernel = new RadialKernel(train, Standardization.of(train), threads);
        List<Targets> targets = new ArrayList<>();
        for (ContinuousFactor factor : input.continuous().factors()) {
            targets.add(Targets.of(input.continuous(), factor, trainRows, testRows));
        }
        List<KernelRidgeSearch.Choice> choices = new KernelRidgeSearch(
                        options.alphas(), options.gammas(), options.folds(), threads)
                .choose(kernel, targets.stream().map(Targets::train).toList());
        List<Score> scores = new ArrayList<>();
        for (int f = 0; f < targets.size(); f++) {
            scores.addAll(score(options, input, block, kernel, targets.get(f), choices.get(f), test, threads));
        }
        return scores;
    }

    private static List<Score> score(
            KernelR2Options options,
            ScoringInput input,
            BlockCodes block,
            RadialKernel kernel,
            Targets targets,
            KernelRidgeSearch.Choice choice,
            Codes test,
            Shards threads) {
        int[] all = IntStream.range(0, kernel.size()).toArray();
        double[][] weights = new KernelRidge(threads)
                .fit(kernel.matrix(choice.gamma()), all, targets.train(), List.of(choice.alpha()))
                .get(0);
        int perBatch = Math.min(options.batchRows(), test.rows());
        int batches = perBatch == 0 ? 0 : test.rows() / perBatch;
        List<Double> found = new ArrayList<>();
        for (int batch = 0; batch < batches; batch++) {
            int from = batch * perBatch;
            double[][] predicted = kernel.predict(choice.gamma(), weights, test, from, from + perBatch);
            Determination.mean(targets.test(), from, predicted).ifPresent(found::add);
        }
        gridFound(options, input, block, targets, choice);
        if (found.isEmpty()) {
            undefined(input, block, targets.factor(), "the factor is constant in every batch of test rows");
            return List.of();
        }
        double[] values = found.stream().mapToDouble(Double::doubleValue).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        Map<String, Double> details = new TreeMap<>();
        details.put("sd", Math.sqrt(variance));
        details.put("lowest", Arrays.stream(values).min().orElseThrow());
        details.put("highest", Arrays.stream(values).max().orElseThrow());
        details.put("batches", (double) values.length);
        details.put("rows", (double) batches * perBatch);
        details.put("points", (double) kernel.size());
        details.put("alpha", choice.alpha());
        details.put("gamma", choice.gamma());
        details.put("cross_validated", choice.value());
        return List.of(new Score(
                NAME, block.name(), targets.factor().name(), mean, block.test().rows(), details));
    }

    private static void gridFound(
            KernelR2Options options,
            ScoringInput input,
            BlockCodes block,
            Targets targets,
            KernelRidgeSearch.Choice choice) {
        input.findings()
                .matrix(new ScoreMatrix(
                        NAME,
                        "cross-validated R2 of " + targets.factor().name() + ", alpha by gamma",
                        block.name(),
                        options.alphas().stream().map(String::valueOf).toList(),
                        options.gammas().stream().map(String::valueOf).toList(),
                        choice.grid()));
    }

    private static void undefined(ScoringInput input, BlockCodes block, ContinuousFactor factor, String reason) {
        input.findings().undefined(new Undefined(NAME, block.name(), factor.name(), reason));
    }

    private static int[] drawn(ScoringInput input, String split, int rows, int most) {
        int[] order = SeedStreams.permutation(rows, input.streams().stream("metric/" + NAME + "/" + split));
        return Arrays.copyOf(order, Math.min(rows, most));
    }

    /** A factor's numbers, shifted and scaled by the training rows' mean and deviation; {@code [numbers, rows]}. */
    private record Targets(ContinuousFactor factor, double[][] train, double[][] test) {

        static Targets of(ContinuousTargets all, ContinuousFactor factor, int[] trainRows, int[] testRows) {
            double[][] train = columns(all.train(), factor, trainRows);
            double[][] test = columns(all.test(), factor, testRows);
            for (int k = 0; k < train.length; k++) {
                double mean = Arrays.stream(train[k]).average().orElse(0);
                double deviation = Math.sqrt(Arrays.stream(train[k])
                        .map(value -> (value - mean) * (value - mean))
                        .average()
                        .orElse(0));
                double scale = deviation > 0 ? 1 / deviation : 1;
                train[k] = Arrays.stream(train[k])
                        .map(value -> (value - mean) * scale)
                        .toArray();
                test[k] = Arrays.stream(test[k])
                        .map(value -> (value - mean) * scale)
                        .toArray();
            }
            return new Targets(factor, train, test);
        }

        private static double[][] columns(Map<String, float[]> targets, ContinuousFactor factor, int[] rows) {
            float[] all =
                    Objects.requireNonNull(targets.get(factor.name()), () -> "No numbers of '" + factor.name() + "'");
            double[][] columns = new double[factor.dimension()][rows.length];
            for (int k = 0; k < columns.length; k++) {
                for (int i = 0; i < rows.length; i++) {
                    columns[k][i] = all[rows[i] * factor.dimension() + k];
                }
            }
            return columns;
        }
    }
}
