package org.disentangle.metrics.dci;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoreMatrix;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.metrics.Accuracy;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.FactorColumn;
import org.disentangle.metrics.matrix.PrincipalComponents;
import org.disentangle.metrics.regression.Determination;
import org.disentangle.metrics.tree.TrainingRows;
import org.jspecify.annotations.Nullable;

/** The scores that all estimators' DCI metrics have in common. */
final class Dci {
    static final String DISENTANGLEMENT = "/disentanglement";
    static final String COMPLETENESS = "/completeness";
    static final String INFORMATIVENESS = "/informativeness";
    static final String NRMSE = "/nrmse";
    static final String BLOCK_DISENTANGLEMENT = "/block-disentanglement";
    static final String BLOCK_COMPLETENESS = "/block-completeness";

    /** How many principal components stand for a block that is too wide. */
    private static final int COMPONENTS = 10;

    private final String metric;
    private final Completeness form;
    private final boolean labelsAreNumbers;
    private final ScoringInput input;
    private final List<Score> scores = new ArrayList<>();

    /** @param labelsAreNumbers whether a categorical factor's labels are regressed on as numbers */
    Dci(String metric, Completeness form, boolean labelsAreNumbers, ScoringInput input) {
        this.metric = metric;
        this.form = form;
        this.labelsAreNumbers = labelsAreNumbers;
        this.input = input;
    }

    /**
     * Scores of all blocks.
     *
     * @param widest dimensions up to which a block is explained by its dimensions, and not by its principal components
     * @param rows training rows up to which all are used; of more, so many are drawn from the metric's stream
     */
    List<Score> score(Explainer explainer, int widest, int rows) {
        int[] chosen = TrainingRows.choose(input, metric, rows);
        List<FactorColumn> all = FactorColumn.of(input).stream()
                .map(column -> column.trainedOn(chosen))
                .toList();
        List<FactorColumn> factors =
                all.stream().filter(column -> !column.constantInTraining()).toList();
        for (BlockCodes whole : BlockCodes.finite(input)) {
            BlockCodes block = whole.trainedOn(chosen);
            List<String> constant = all.stream()
                    .map(FactorColumn::factor)
                    .distinct()
                    .filter(name ->
                            factors.stream().noneMatch(column -> column.factor().equals(name)))
                    .toList();
            constant.forEach(name -> List.of(COMPLETENESS, INFORMATIVENESS)
                    .forEach(what -> undefined(what, block, name, "the factor is constant in training")));
            if (factors.isEmpty()) {
                List.of(DISENTANGLEMENT, COMPLETENESS, INFORMATIVENESS)
                        .forEach(what -> undefined(what, block, "", "no factor varies in training"));
            } else {
                score(explainer, block, factors, widest);
            }
        }
        return scores;
    }

    private void score(Explainer explainer, BlockCodes block, List<FactorColumn> factors, int widest) {
        Map<String, Double> details = new TreeMap<>();
        BlockCodes explained = block;
        boolean wide = block.train().dimension() > widest;
        if (wide) {
            PrincipalComponents components = PrincipalComponents.of(block.train(), COMPONENTS);
            explained = new BlockCodes(components.of(block.train()), components.of(block.test()));
            details.put("principal_components", (double) components.count());
        }
        details.put("factors", (double) factors.size());
        details.put("dimensions", (double) block.train().dimension());
        details.put("train_rows", (double) block.train().rows());
        Explained found = explainer.explain(explained, factors);
        if (!found.converged()) {
            details.put("converged", 0.0);
        }
        Importance importance = found.importance();
        String prefix = wide ? "pc" : "";
        input.findings()
                .matrix(matrix(
                        "importance",
                        block.name(),
                        IntStream.range(0, importance.codes())
                                .mapToObj(code -> prefix + code)
                                .toList(),
                        factors,
                        importance));
        addShares(block, factors, importance, DISENTANGLEMENT, COMPLETENESS, "code dimension", details);
        addParts(block, factors, importance, wide, details);
        addPredictions(block, factors, found, details);
    }

    private ScoreMatrix matrix(
            String name, String block, List<String> rows, List<FactorColumn> factors, Importance importance) {
        return ScoreMatrix.of(
                metric,
                name,
                block,
                rows,
                factors.stream().map(FactorColumn::name).toList(),
                importance.values());
    }

    private void addShares(
            BlockCodes block,
            List<FactorColumn> factors,
            Importance importance,
            String disentanglement,
            String completeness,
            String unit,
            Map<String, Double> details) {
        if (importance.factors() > 1) {
            add(disentanglement, block, "", importance.disentanglement(), details);
        } else {
            undefined(disentanglement, block, "", "a single factor: the entropy over factors has base 1");
        }
        if (importance.codes() > 1) {
            add(completeness, block, "", importance.completeness(form), details);
            double[] perFactor = importance.completenessPerFactor();
            means(factors, column -> perFactor[column])
                    .forEach((factor, mean) -> add(completeness, block, factor, mean, details));
        } else {
            undefined(completeness, block, "", "a single " + unit + ": the entropy over them has base 1");
        }
    }

    /** The mean over each factor's columns, without those that have no value. */
    private static Map<String, Double> means(List<FactorColumn> factors, IntToDoubleFunction value) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (int column = 0; column < factors.size(); column++) {
            double number = value.applyAsDouble(column);
            if (!Double.isNaN(number)) {
                double[] sum = sums.computeIfAbsent(factors.get(column).factor(), name -> new double[2]);
                sum[0] += number;
                sum[1]++;
            }
        }
        Map<String, Double> means = new LinkedHashMap<>();
        sums.forEach((factor, sum) -> means.put(factor, sum[0] / sum[1]));
        return means;
    }

    private void addParts(
            BlockCodes block,
            List<FactorColumn> factors,
            Importance importance,
            boolean wide,
            Map<String, Double> details) {
        List<String> parts = input.parts().getOrDefault(block.name(), List.of());
        if (parts.isEmpty()) {
            return;
        }
        int[] bounds = wide ? null : bounds(block.name(), parts);
        if (bounds == null) {
            String reason = wide
                    ? "the block is wider than 'widest' and is explained by principal components, which belong to no part"
                    : "its parts, one after the other, are not the block";
            undefined(BLOCK_DISENTANGLEMENT, block, "", reason);
            undefined(BLOCK_COMPLETENESS, block, "", reason);
            return;
        }
        Importance ofParts = importance.ofBlocks(bounds);
        input.findings().matrix(matrix("block importance", block.name(), parts, factors, ofParts));
        addShares(block, factors, ofParts, BLOCK_DISENTANGLEMENT, BLOCK_COMPLETENESS, "part", details);
    }

    /** Where the parts begin and end in the whole; null if they are not the whole, one after the other. */
    private int @Nullable [] bounds(String whole, List<String> parts) {
        Codes all = input.train().get(whole);
        int[] bounds = new int[parts.size() + 1];
        for (int i = 0; i < parts.size(); i++) {
            Codes part = input.train().get(parts.get(i));
            if (all == null || part == null || bounds[i] + part.dimension() > all.dimension()) {
                return null;
            }
            bounds[i + 1] = bounds[i] + part.dimension();
            for (int row = 0; row < all.rows(); row++) {
                int from = row * all.dimension() + bounds[i];
                int other = row * part.dimension();
                if (!Arrays.equals(
                        all.values(), from, from + part.dimension(), part.values(), other, other + part.dimension())) {
                    return null;
                }
            }
        }
        return all != null && bounds[parts.size()] == all.dimension() ? bounds : null;
    }

    private void addPredictions(
            BlockCodes block, List<FactorColumn> factors, Explained found, Map<String, Double> details) {
        double[] right = new double[factors.size()];
        double[] rightKnown = new double[factors.size()];
        double[] relative = new double[factors.size()];
        for (int column = 0; column < factors.size(); column++) {
            FactorColumn factor = factors.get(column);
            boolean classes = factor.categorical() && !labelsAreNumbers;
            right[column] = quality(classes, found.predicted()[column], factor.test());
            rightKnown[column] = quality(classes, found.known()[column], factor.train());
            relative[column] = classes ? Double.NaN : Math.sqrt(Math.max(0, 1 - right[column]));
        }
        Map<String, Double> train = means(factors, column -> rightKnown[column]);
        Map<String, Double> informativeness = means(factors, column -> right[column]);
        informativeness.forEach((factor, mean) ->
                add(INFORMATIVENESS, block, factor, mean, with(details, "train", train.getOrDefault(factor, mean))));
        factors.stream()
                .map(FactorColumn::factor)
                .distinct()
                .filter(factor -> !informativeness.containsKey(factor))
                .forEach(factor ->
                        undefined(INFORMATIVENESS, block, factor, "the factor is constant among the test rows"));
        boolean someClasses = !labelsAreNumbers && factors.stream().anyMatch(FactorColumn::categorical);
        boolean someNumbers = labelsAreNumbers || factors.stream().anyMatch(column -> !column.categorical());
        if (someClasses && someNumbers) {
            undefined(INFORMATIVENESS, block, "", "accuracies of classes and R2 of numbers have no common mean");
        } else {
            addMean(INFORMATIVENESS, block, right, details);
        }
        if (someNumbers) {
            means(factors, column -> relative[column])
                    .forEach((factor, mean) -> add(NRMSE, block, factor, mean, details));
            addMean(NRMSE, block, relative, details);
        }
    }

    private static Map<String, Double> with(Map<String, Double> details, String key, double value) {
        Map<String, Double> more = new TreeMap<>(details);
        more.put(key, value);
        return more;
    }

    private void addMean(String what, BlockCodes block, double[] values, Map<String, Double> details) {
        Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .average()
                .ifPresentOrElse(
                        mean -> add(what, block, "", mean, details),
                        () -> undefined(what, block, "", "no factor varies among the test rows"));
    }

    /** Accuracy of classes, or {@code R^2} of numbers, NaN where these do not vary. */
    private static double quality(boolean classes, double[] predicted, double[] wanted) {
        return classes ? Accuracy.of(predicted, wanted) : Determination.of(wanted, predicted);
    }

    private void add(String what, BlockCodes block, String factor, double value, Map<String, Double> details) {
        scores.add(new Score(
                metric + what, block.name(), factor, value, block.test().rows(), details));
    }

    private void undefined(String what, BlockCodes block, String factor, String reason) {
        input.findings().undefined(new Undefined(metric + what, block.name(), factor, reason));
    }
}
