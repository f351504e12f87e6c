package org.disentangle.metrics.dci;

import java.util.Arrays;
import java.util.List;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.FactorColumn;
import org.disentangle.metrics.regression.Lasso;

/**
 * DCI with lasso regressions on standardised codes and factors (Eastwood and Williams 2018): importances are the coefficients' sizes.
 * Scores as in {@link DciMetric}. As in the paper every factor is a number: of a categorical factor the labels 0, 1, ... are regressed
 * on, which means something only if their order does. It has no limit on a block's width, and uses all training rows.
 */
public final class DciLasso extends DciMetric<DciLassoOptions> {
    public static final String NAME = "dci-lasso";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Disentanglement, completeness and informativeness by sizes of lasso coefficients, per block";
    }

    @Override
    public DciLassoOptions defaults() {
        return DciLassoOptions.DEFAULT;
    }

    @Override
    public List<Score> score(DciLassoOptions options, ScoringInput input) {
        return new Dci(NAME, options.completeness(), true, input)
                .score(
                        (codes, factors) -> explain(options.alpha(), codes, factors),
                        Integer.MAX_VALUE,
                        Integer.MAX_VALUE);
    }

    private static Explained explain(double alpha, BlockCodes codes, List<FactorColumn> factors) {
        Lasso lasso = new Lasso(codes.train());
        return Explained.of(factors.stream()
                .map(factor -> explain(alpha, codes, factor, lasso))
                .toList());
    }

    private static Explained.Factor explain(double alpha, BlockCodes codes, FactorColumn factor, Lasso lasso) {
        double[] targets = factor.train();
        double mean = Arrays.stream(targets).average().orElse(0);
        double variance = Arrays.stream(targets)
                .map(target -> (target - mean) * (target - mean))
                .average()
                .orElse(0);
        double deviation = Math.sqrt(variance);
        Lasso.Fit fit = lasso.fit(
                Arrays.stream(targets)
                        .map(target -> (target - mean) / deviation)
                        .toArray(),
                alpha);
        return new Explained.Factor(
                Arrays.stream(fit.weights()).map(Math::abs).toArray(),
                rescaled(lasso.predict(codes.test(), fit.weights()), mean, deviation),
                rescaled(lasso.predict(codes.train(), fit.weights()), mean, deviation),
                fit.converged());
    }

    private static double[] rescaled(double[] values, double mean, double deviation) {
        return Arrays.stream(values).map(value -> mean + deviation * value).toArray();
    }
}
