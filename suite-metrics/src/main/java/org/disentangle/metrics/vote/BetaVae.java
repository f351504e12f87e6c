package org.disentangle.metrics.vote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.ClassLabels;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.matrix.Standardization;
import org.disentangle.metrics.probe.LogisticRegression;

/**
 * The BetaVAE score (Higgins et al. 2017, section 3), in {@code 0..1}, higher is better: whether logistic regression can tell which factor pairs
 * of rows share, from the mean absolute difference of their codes over 64 pairs. Accuracy on points from test rows; guessing gives about one over the number
 * of factors. Easily 1, since any dimension that is still for one factor is enough, and rotated codes often have it too.
 *
 * <p>Settings are disentanglement_lib's: the regression is scikit-learn's (multinomial, C = 1) on the differences as they are, so <em>the scale of the
 * codes matters</em>; very small codes are penalised into guessing.
 *
 * <p>The reference draws new samples; here each pair is of two different rows that share a value, all values alike, which needs data where
 * factors are independent to mean the same. Values with fewer than 10 rows are not drawn. Numbers of continuous factors count as factors and fall into 20 bins.
 * Draws come from the seed streams {@code metric/beta-vae/train} and {@code .../test}, the same for all blocks.
 *
 * <p>Undefined with fewer than two factors that have two values to draw. Details: {@code columns} that are drawn, {@code train} (accuracy on
 * the fitted points), {@code converged}, {@code values_left_out}.
 */
public final class BetaVae implements Metric<BetaVaeOptions> {
    public static final String NAME = "beta-vae";
    private static final int POINTS_PER_SHARD = 128;
    /** Pairs that no dimension tells apart are decided by weights near 0, which a rough fit has wrong. */
    private static final double TOLERANCE = 1e-8;

    private static final int ITERATIONS = 1000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Whether differences within pairs tell which factor the pairs share";
    }

    @Override
    public BetaVaeOptions defaults() {
        return BetaVaeOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.HIGGINS_2017, Citations.LOCATELLO_2019);
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    @Override
    public List<Score> score(BetaVaeOptions options, ScoringInput input) {
        ValueIndex.Splits index = ValueIndex.of(input, options.bins());
        List<BlockCodes> blocks = BlockCodes.finite(input);
        if (index.columns() < 2) {
            index.undefined(NAME, blocks, input.findings());
            return List.of();
        }
        ValueIndex.Draws train = index.train()
                .pairs(options.trainPoints(), options.batch(), input.streams().stream("metric/" + NAME + "/train"));
        ValueIndex.Draws test = index.test()
                .pairs(options.testPoints(), options.batch(), input.streams().stream("metric/" + NAME + "/test"));
        List<Score> scores = new ArrayList<>();
        try (Shards threads = new Shards(input.threads())) {
            for (BlockCodes block : blocks) {
                Told told = told(block, index.columns(), options.c(), train, test, threads);
                Map<String, Double> details = Map.of(
                        "columns",
                        (double) index.columns(),
                        "train",
                        told.train(),
                        "converged",
                        told.converged() ? 1.0 : 0.0,
                        "values_left_out",
                        (double) index.leftOut());
                scores.add(new Score(
                        NAME, block.name(), "", told.test(), block.test().rows(), details));
            }
        }
        return scores;
    }

    /** Accuracies of the regression. */
    record Told(double train, double test, boolean converged) {}

    static Told told(
            BlockCodes block, int factors, double c, ValueIndex.Draws train, ValueIndex.Draws test, Shards threads) {
        Codes fitted = differences(block.train(), train, threads);
        Codes scored = differences(block.test(), test, threads);
        ClassLabels labels = new ClassLabels("", train.columns(), factors);
        double l2 = LogisticRegression.penalty(c, fitted.rows(), factors);
        // Shifting the differences changes the unpenalised intercept alone, and is what the solver likes.
        LogisticRegression.Fit fit = new LogisticRegression(l2, TOLERANCE, ITERATIONS)
                .fit(fitted, labels, Standardization.centered(fitted), false, threads);
        return new Told(
                labels.accuracy(fit.model().predict(fitted, "training", threads)),
                new ClassLabels("", test.columns(), factors)
                        .accuracy(fit.model().predict(scored, "test", threads)),
                fit.converged());
    }

    /** {@code [points, dimension]}: mean absolute differences within the pairs of each point. */
    static Codes differences(Codes codes, ValueIndex.Draws draws, Shards threads) {
        int points = draws.columns().length;
        int pairs = draws.rows().length / points / 2;
        int d = codes.dimension();
        float[] differences = new float[points * d];
        threads.run((points + POINTS_PER_SHARD - 1) / POINTS_PER_SHARD, (shard, worker) -> {
            double[] sum = new double[d];
            for (int point = shard * POINTS_PER_SHARD;
                    point < Math.min(points, (shard + 1) * POINTS_PER_SHARD);
                    point++) {
                Arrays.fill(sum, 0);
                for (int pair = 0; pair < pairs; pair++) {
                    int at = 2 * (point * pairs + pair);
                    int first = draws.rows()[at] * d;
                    int second = draws.rows()[at + 1] * d;
                    for (int j = 0; j < d; j++) {
                        sum[j] += Math.abs((double) codes.values()[first + j] - codes.values()[second + j]);
                    }
                }
                for (int j = 0; j < d; j++) {
                    differences[point * d + j] = (float) (sum[j] / pairs);
                }
            }
        });
        return new Codes(codes.block(), differences, points, d);
    }
}
