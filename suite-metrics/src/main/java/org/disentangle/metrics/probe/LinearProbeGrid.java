package org.disentangle.metrics.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * Test accuracy in {@code 0..1} of the linear probe with a penalty chosen per block and factor: 45 values of 1/C on a log grid from 1e-6 to 1e5, the one
 * of greatest accuracy on a validation split, then a fit to all training rows (the linear protocol of Ericsson et al. 2021, which Eastwood et
 * al. 2023 follow). 1/C is the weight of {@code |W|^2 / 2} against the <em>sum</em> of the cross-entropies. The grid is walked from the
 * strongest penalty to the weakest, each fit beginning where the one before ended; of equals the strongest is taken.
 *
 * <p>The validation rows are the first of a permutation drawn from the seed, a fifth by default. Features are standardised by the rows
 * of each fit, as for all probes here.
 *
 * <p>Details: {@code penalty} (1/C), {@code validation} (its accuracy there), {@code grid_evaluations} and {@code evaluations} (passes over the rows
 * for the grid and for the last fit), {@code grid_converged} (share of the grid's fits), {@code converged} (the last), {@code chance},
 * {@code majority}.
 */
public final class LinearProbeGrid implements Metric<LinearProbeGridOptions> {
    public static final String NAME = "linear-probe-grid";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Test accuracy of logistic regression with its penalty chosen on a validation split, per block and factor";
    }

    @Override
    public LinearProbeGridOptions defaults() {
        return LinearProbeGridOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.ERICSSON_2021, Citations.EASTWOOD_2023);
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    @Override
    public List<Score> score(LinearProbeGridOptions options, ScoringInput input) {
        List<Score> scores = new ArrayList<>();
        try (Shards threads = new Shards(input.threads())) {
            for (BlockCodes block : BlockCodes.finite(input)) {
                int rows = block.train().rows();
                int[] order = SeedStreams.permutation(rows, input.streams().stream("metric/" + NAME));
                int held = (int) Math.round(options.validation() * rows);
                for (Factor factor : input.factors()) {
                    if (held == 0 || held == rows) {
                        input.findings()
                                .undefined(new Undefined(
                                        NAME, block.name(), factor.name(), rows + " training rows cannot be split"));
                        continue;
                    }
                    scores.add(score(
                            options,
                            block,
                            ClassLabels.of(factor, input.trainLabels()),
                            ClassLabels.of(factor, input.testLabels()),
                            Arrays.copyOfRange(order, held, rows),
                            Arrays.copyOf(order, held),
                            threads));
                }
            }
        }
        return scores;
    }

    private static Score score(
            LinearProbeGridOptions options,
            BlockCodes block,
            ClassLabels labels,
            ClassLabels truth,
            int[] kept,
            int[] held,
            Shards threads) {
        Codes validation = block.train().select(held);
        ClassLabels wanted = labels.select(held);
        LogisticRegression regression = new LogisticRegression(0, options.tolerance(), options.iterations());
        LogisticPath path = regression.path(block.train().select(kept), labels.select(kept), threads);
        double best = -1;
        double chosen = 0;
        double[] start = path.point();
        long evaluations = 0;
        int converged = 0;
        for (double penalty : LogGrid.of(options.penalties(), options.largest(), options.smallest())) {
            LogisticRegression.Fit fit = path.fit(penalty / kept.length);
            evaluations += fit.evaluations();
            converged += fit.converged() ? 1 : 0;
            double accuracy = wanted.accuracy(fit.model().predict(validation, "validation", threads));
            if (accuracy > best) {
                best = accuracy;
                chosen = penalty;
                start = path.point();
            }
        }
        LogisticPath last = regression.path(block.train(), labels, threads);
        last.startAt(path, start);
        LogisticRegression.Fit fit = last.fit(chosen / labels.rows());
        double accuracy = truth.accuracy(fit.model().predict(block.test(), "test", threads));
        Map<String, Double> details = new TreeMap<>();
        details.put("penalty", chosen);
        details.put("validation", best);
        details.put("grid_evaluations", (double) evaluations);
        details.put("evaluations", (double) fit.evaluations());
        details.put("grid_converged", (double) converged / options.penalties());
        details.put(LinearProbe.CONVERGED, fit.converged() ? 1.0 : 0.0);
        details.put("chance", 1.0 / truth.cardinality());
        details.put("majority", truth.majorityRate());
        return new Score(NAME, block.name(), truth.factor(), accuracy, truth.rows(), details);
    }

    /** From the strongest to the weakest. */
}
