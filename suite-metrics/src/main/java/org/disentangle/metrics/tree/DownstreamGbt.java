package org.disentangle.metrics.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.Accuracy;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.FactorColumn;
import org.disentangle.metrics.matrix.Shards;

/**
 * How well gradient boosted trees predict factors from few and from many labelled codes (disentanglement_lib's {@code
 * downstream_task.py}): for each number of training rows {@code downstream-gbt/<rows>}, the mean over the categorical factors of the
 * accuracy on the test rows, in {@code 0..1}. Training rows are the first ones of a permutation by the trial's seed, so smaller sets
 * are within larger ones (disentanglement_lib draws each anew). A factor with one class among these rows is predicted to have it; {@code
 * one_class} in the details counts such factors. Further details: {@code lowest} and {@code highest} accuracy of a factor.
 *
 * <p>Undefined are sizes beyond the training rows, and all of them without a categorical factor that varies in training. Continuous
 * factors are not looked at. Time is proportional to a block's width.
 */
public final class DownstreamGbt implements Metric<DownstreamGbtOptions> {
    public static final String NAME = "downstream-gbt";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Test accuracy of gradient boosted trees that learnt from 10 to 10,000 codes, mean over factors, per block";
    }

    @Override
    public DownstreamGbtOptions defaults() {
        return DownstreamGbtOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.LOCATELLO_2019, Citations.WANG_2021);
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    @Override
    public List<Score> score(DownstreamGbtOptions options, ScoringInput input) {
        List<FactorColumn> factors = FactorColumn.of(input).stream()
                .filter(column -> column.categorical() && !column.constantInTraining())
                .toList();
        int[] order = TrainingRows.order(input, NAME);
        long seed = input.streams().stream("metric/" + NAME + "/ties").nextLong();
        List<Score> scores = new ArrayList<>();
        try (Shards threads = new Shards(input.threads())) {
            for (BlockCodes block : BlockCodes.finite(input)) {
                for (int size : options.sizes()) {
                    String name = NAME + "/" + size;
                    if (factors.isEmpty()) {
                        input.findings()
                                .undefined(new Undefined(
                                        name, block.name(), "", "no categorical factor varies in training"));
                    } else if (size > order.length) {
                        input.findings()
                                .undefined(new Undefined(
                                        name, block.name(), "", "there are only " + order.length + " training rows"));
                    } else {
                        scores.add(score(
                                name, block, factors, Arrays.copyOf(order, size), options.trees(), seed, threads));
                    }
                }
            }
        }
        return scores;
    }

    private static Score score(
            String name,
            BlockCodes block,
            List<FactorColumn> factors,
            int[] rows,
            BoostingOptions options,
            long seed,
            Shards threads) {
        List<Target> targets = factors.stream()
                .map(factor -> Target.of(factor.trainedOn(rows)))
                .toList();
        SortedColumns columns = SortedColumns.of(block.train().select(rows), threads);
        List<BoostedTrees> models = GradientBoosting.fit(columns, targets, options, seed, threads);
        double[] accuracies = new double[factors.size()];
        for (int i = 0; i < accuracies.length; i++) {
            accuracies[i] = Accuracy.of(
                    models.get(i).predict(block.test(), threads), factors.get(i).test());
        }
        Map<String, Double> details = new TreeMap<>();
        details.put("factors", (double) accuracies.length);
        details.put("lowest", Arrays.stream(accuracies).min().orElseThrow());
        details.put("highest", Arrays.stream(accuracies).max().orElseThrow());
        details.put("one_class", (double)
                targets.stream().filter(target -> target.classes().length == 1).count());
        double mean = Arrays.stream(accuracies).average().orElseThrow();
        return new Score(name, block.name(), "", mean, block.test().rows(), details);
    }
}
