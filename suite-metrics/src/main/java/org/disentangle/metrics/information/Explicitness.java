package org.disentangle.metrics.information;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.ClassLabels;
import org.disentangle.metrics.FactorColumn;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.matrix.Standardization;
import org.disentangle.metrics.probe.LogisticModel;
import org.disentangle.metrics.probe.LogisticRegression;

/**
 * How well logistic regression on all dimensions of a block tells each value of a factor from the others (Ridgeway and Mozer 2018,
 * section 3; settings of disentanglement_lib): the area under the ROC curve of each value's probability on the test rows, averaged over
 * values. In {@code 0..1}, higher is better; <em>chance is 0.5</em>, which is not subtracted.
 *
 * <p>The regression is multinomial with {@code C = 1} on codes standardised by the training rows, fitted there ({@link LogisticRegression}),
 * as scikit-learn's since 0.22; older versions, and so the numbers of some papers, fitted one against the rest. Ridgeway and Mozer's
 * own numbers are of {@code c = 1e10} and of the fitting data: the detail {@code train}. Numbers of continuous factors fall into 20 bins of
 * the training rows. A value that no training row has is told by nothing and counts 0.5; one that no test row has (or all have) is left out.
 *
 * <p>Per factor and their mean. Undefined for a factor with one value among the training or test rows, or with more possible values than
 * training rows. Details: {@code train}, {@code converged} (1, or 0 if the fit ended outside its tolerance), {@code columns} behind the mean.
 */
public final class Explicitness implements Metric<ExplicitnessOptions> {
    public static final String NAME = "explicitness";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Area under the ROC curve of logistic regression, over the values of each factor";
    }

    @Override
    public ExplicitnessOptions defaults() {
        return ExplicitnessOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.RIDGEWAY_2018, Citations.LOCATELLO_2019);
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    private record Area(double test, double train, boolean converged) {}

    @Override
    public List<Score> score(ExplicitnessOptions options, ScoringInput input) {
        List<Score> scores = new ArrayList<>();
        List<FactorClasses> all = FactorClasses.of(input, options.bins());
        try (Shards threads = new Shards(input.threads())) {
            for (BlockCodes block : BlockCodes.of(input)) {
                Standardization transformation = Standardization.of(block.train());
                Standardization.requireFinite(block.test(), "test");
                List<String> factors = new ArrayList<>();
                List<Area> areas = new ArrayList<>();
                for (FactorClasses factor : FactorClasses.varying(all, List.of(NAME), block.name(), input)) {
                    FactorColumn column = factor.column();
                    String hindrance = hindrance(column);
                    if (hindrance.isEmpty()) {
                        factors.add(factor.factor());
                        areas.add(area(options, block, factor, transformation, threads));
                    } else {
                        input.findings().undefined(new Undefined(NAME, block.name(), factor.factor(), hindrance));
                    }
                }
                scores.addAll(FactorScores.of(
                        NAME,
                        block.name(),
                        factors,
                        areas.stream().mapToDouble(Area::test).toArray(),
                        block.test().rows(),
                        Map.of(
                                "columns",
                                (double) areas.size(),
                                "train",
                                areas.stream()
                                        .mapToDouble(Area::train)
                                        .average()
                                        .orElse(0),
                                "converged",
                                areas.stream().allMatch(Area::converged) ? 1.0 : 0.0)));
            }
        }
        return scores;
    }

    private static String hindrance(FactorColumn column) {
        if (column.constantInTraining()) {
            return "'" + column.name() + "' has a single value among the training rows";
        }
        if (column.cardinality() > column.train().length) {
            return "'" + column.name() + "' has " + column.cardinality() + " values, more than the "
                    + column.train().length + " training rows";
        }
        return "";
    }

    private static Area area(
            ExplicitnessOptions options,
            BlockCodes block,
            FactorClasses factor,
            Standardization transformation,
            Shards threads) {
        FactorColumn column = factor.column();
        int[] train = column.trainClasses(options.bins());
        ClassLabels labels = new ClassLabels(column.name(), train, column.classes(options.bins()));
        double l2 = LogisticRegression.penalty(options.c(), train.length, labels.present());
        LogisticRegression.Fit fit = new LogisticRegression(l2, options.tolerance(), options.iterations())
                .fit(block.train(), labels, transformation, false, threads);
        return new Area(
                area(fit.model(), block.test(), "test", factor.values(), labels.cardinality(), threads),
                area(fit.model(), block.train(), "training", train, labels.cardinality(), threads),
                fit.converged());
    }

    private static double area(
            LogisticModel model, Codes codes, String split, int[] labels, int cardinality, Shards threads) {
        double[][] probabilities = model.logProbabilities(codes, split, threads);
        int[] classes = model.classes();
        double[] areas = new double[cardinality];
        threads.run(cardinality, (value, worker) -> {
            int at = Arrays.binarySearch(classes, value);
            double[] scores = at < 0 ? new double[codes.rows()] : probabilities[at];
            for (int row = 0; row < scores.length; row++) {
                // Ties between certain predictions are those of the probabilities, not of their logarithms.
                scores[row] = Math.exp(scores[row]);
            }
            areas[value] = RocCurve.area(scores, labels, value);
        });
        return Arrays.stream(areas).filter(Double::isFinite).average().orElseThrow();
    }
}
