package org.disentangle.metrics.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.ClassLabels;
import org.disentangle.metrics.matrix.Shards;

/**
 * How well few labels do: test accuracy in {@code 0..1} of logistic regression from 10, 100, 1,000 and 10,000 training rows, the mean over the categorical
 * factors, as {@code downstream-logistic/100} (Locatello et al. 2019; disentanglement_lib's downstream task). C is the one of
 * greatest mean accuracy over five stratified folds, the smallest of equals; then all rows of the size are fitted with it. Folds are those of
 * scikit-learn's {@code StratifiedKFold} without shuffling. C weighs the sum of the cross-entropies against {@code |W|^2 / 2}, where two classes have
 * one row of weights between them, as in scikit-learn.
 *
 * <p>Two things are ours: features are standardised by the rows of each fit (the reference takes raw codes), as for all probes here, and the
 * solver converges. Rows are the first of a permutation drawn from the seed, so that smaller sizes are contained in larger ones.
 *
 * <p>As in scikit-learn, a class with fewer rows than folds is missing from some folds' training or test rows, where it is never answered; a factor
 * of which every class has fewer rows than folds, or of which the rows hold one class, cannot be cross-validated, and then the mean over factors is
 * undefined, as it is for sizes beyond the training rows. Continuous factors are passed over.
 *
 * <p>Details: each factor's accuracy and chosen C ({@code accuracy shape}, {@code C shape}), and {@code converged}.
 */
public final class DownstreamLogistic implements Metric<DownstreamLogisticOptions> {
    public static final String NAME = "downstream-logistic";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Test accuracy of cross-validated logistic regression from few training rows, mean over factors";
    }

    @Override
    public DownstreamLogisticOptions defaults() {
        return DownstreamLogisticOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.LOCATELLO_2019);
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    @Override
    public List<Score> score(DownstreamLogisticOptions options, ScoringInput input) {
        List<Score> scores = new ArrayList<>();
        try (Shards threads = new Shards(input.threads())) {
            for (BlockCodes block : BlockCodes.finite(input)) {
                int[] order = SeedStreams.permutation(block.train().rows(), input.streams().stream("metric/" + NAME));
                for (int size : options.sizes()) {
                    score(options, input, block, order, size, threads, scores);
                }
            }
        }
        return scores;
    }

    private static void score(
            DownstreamLogisticOptions options,
            ScoringInput input,
            BlockCodes block,
            int[] order,
            int size,
            Shards threads,
            List<Score> scores) {
        String name = NAME + "/" + size;
        if (size > order.length) {
            undefined(input, name, block, "there are only " + order.length + " training rows");
            return;
        }
        if (input.factors().isEmpty()) {
            undefined(input, name, block, "there is no categorical factor");
            return;
        }
        int[] rows = Arrays.copyOf(order, size);
        Codes train = block.train().select(rows);
        Map<String, Double> details = new TreeMap<>();
        double sum = 0;
        boolean converged = true;
        for (Factor factor : input.factors()) {
            ClassLabels labels = ClassLabels.of(factor, input.trainLabels()).select(rows);
            ClassLabels truth = ClassLabels.of(factor, input.testLabels());
            int[] counts = labels.counts();
            int most = Arrays.stream(counts).max().orElse(0);
            if (most < options.folds() || most == size) {
                undefined(
                        input,
                        name,
                        block,
                        "factor '" + factor.name() + "' has "
                                + (most == size
                                        ? "one class"
                                        : "fewer than " + options.folds() + " rows of every class")
                                + " among the " + size);
                return;
            }
            double[] penalties = LogGrid.of(options.penalties(), options.smallest(), options.largest());
            double[] accuracies = new double[penalties.length];
            int[] folds = StratifiedFolds.of(labels.values(), labels.cardinality(), options.folds());
            for (int f = 0; f < options.folds(); f++) {
                converged &= validate(options, train, labels, folds, f, penalties, accuracies, threads);
            }
            int best = 0;
            for (int p = 1; p < penalties.length; p++) {
                // Sums of fractions in whatever order: what is equal in truth must not be told apart by rounding.
                if (accuracies[p] > accuracies[best] + 1e-12) {
                    best = p;
                }
            }
            LogisticRegression.Fit fit = regression(
                            options, LogisticRegression.penalty(penalties[best], size, labels.present()))
                    .fit(train, labels, threads);
            converged &= fit.converged();
            double accuracy = truth.accuracy(fit.model().predict(block.test(), "test", threads));
            details.put("accuracy " + factor.name(), accuracy);
            details.put("C " + factor.name(), penalties[best]);
            sum += accuracy;
        }
        details.put(LinearProbe.CONVERGED, converged ? 1.0 : 0.0);
        scores.add(new Score(
                name,
                block.name(),
                "",
                sum / input.factors().size(),
                block.test().rows(),
                details));
    }

    /** Adds one fold's accuracies; whether all fits converged. */
    private static boolean validate(
            DownstreamLogisticOptions options,
            Codes train,
            ClassLabels labels,
            int[] folds,
            int fold,
            double[] penalties,
            double[] accuracies,
            Shards threads) {
        int[] kept = IntStream.range(0, folds.length)
                .filter(row -> folds[row] != fold)
                .toArray();
        int[] left = IntStream.range(0, folds.length)
                .filter(row -> folds[row] == fold)
                .toArray();
        if (left.length == 0 || kept.length == 0) {
            return true;
        }
        Codes test = train.select(left);
        ClassLabels truth = labels.select(left);
        ClassLabels fitted = labels.select(kept);
        LogisticPath path = regression(options, 0).path(train.select(kept), fitted, threads);
        boolean converged = true;
        for (int p = 0; p < penalties.length; p++) {
            // A fold may lack classes; where it leaves two, C means another penalty.
            LogisticRegression.Fit fit =
                    path.fit(LogisticRegression.penalty(penalties[p], kept.length, fitted.present()));
            converged &= fit.converged();
            accuracies[p] += truth.accuracy(fit.model().predict(test, "test", threads)) / options.folds();
        }
        return converged;
    }

    private static void undefined(ScoringInput input, String name, BlockCodes block, String reason) {
        input.findings().undefined(new Undefined(name, block.name(), "", reason));
    }

    private static LogisticRegression regression(DownstreamLogisticOptions options, double l2) {
        return new LogisticRegression(l2, options.tolerance(), options.iterations());
    }
}
