package org.disentangle.metrics.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.NoOptions;
import org.disentangle.metrics.matrix.Standardization;

/**
 * How much of each continuous factor a linear regression reads from each block: {@code R^2 = 1 - SSE / SST} on the test rows, the
 * mean over the factor's numbers (von Kuegelgen et al. 2021, {@code disentanglement_utils.py}; scikit-learn's {@code r2_score} with
 * uniform average). 1 is perfect, 0 is no better than the mean, and below 0 is worse than that. Ordinary least squares with
 * intercept, fitted on the training rows.
 *
 * <p>A number that is constant among the test rows has no R^2 and is left out of the mean; a factor of which all are constant has no
 * score. Details: {@code train} (the same on the training rows), {@code lowest} and {@code highest} over the factor's numbers, {@code
 * rank} of the block, {@code numbers} behind the mean.
 */
public final class LinearR2 implements Metric<NoOptions> {
    public static final String NAME = "linear-r2";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> aliases() {
        return List.of("r2");
    }

    @Override
    public String summary() {
        return "Share of a continuous factor's variance that linear regression on frozen codes explains, per block";
    }

    @Override
    public NoOptions defaults() {
        return new NoOptions();
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
    public List<Score> score(NoOptions options, ScoringInput input) {
        List<ContinuousFactor> factors = input.continuous().factors();
        List<Score> scores = new ArrayList<>();
        for (BlockCodes block : BlockCodes.of(input)) {
            Standardization.requireFinite(block.test(), "test");
            if (factors.isEmpty()) {
                continue;
            }
            LeastSquares regression = new LeastSquares(block.train());
            for (ContinuousFactor factor : factors) {
                float[] train = targets(input.continuous().train(), factor);
                float[] test = targets(input.continuous().test(), factor);
                LeastSquares.Fit fit = regression.fit(train, factor.dimension());
                double[] found = defined(fit.determination(block.test(), test));
                if (found.length > 0) {
                    double[] known = defined(fit.determination(block.train(), train));
                    scores.add(score(block, factor, found, known, regression.rank()));
                } else {
                    input.findings()
                            .undefined(new Undefined(
                                    NAME,
                                    block.name(),
                                    factor.name(),
                                    "all its numbers are constant in the test rows"));
                }
            }
        }
        return scores;
    }

    private static Score score(BlockCodes block, ContinuousFactor factor, double[] test, double[] train, int rank) {
        Map<String, Double> details = new TreeMap<>();
        details.put("lowest", Arrays.stream(test).min().orElseThrow());
        details.put("highest", Arrays.stream(test).max().orElseThrow());
        details.put("numbers", (double) test.length);
        details.put("rank", (double) rank);
        Arrays.stream(train).average().ifPresent(mean -> details.put("train", mean));
        double mean = Arrays.stream(test).average().orElseThrow();
        return new Score(NAME, block.name(), factor.name(), mean, block.test().rows(), details);
    }

    private static double[] defined(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }

    private static float[] targets(Map<String, float[]> columns, ContinuousFactor factor) {
        return Objects.requireNonNull(columns.get(factor.name()), () -> "No numbers of '" + factor.name() + "'");
    }
}
