package org.disentangle.metrics.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.ClassLabels;
import org.disentangle.metrics.matrix.CodeRows;
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
public final class LinearProbeGrid implements RowProbe<LinearProbeGridOptions> {
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
            Run run = new Run(input.streams(), threads, input.findings(), Passes.UNHEARD);
            for (BlockCodes block : BlockCodes.finite(input)) {
                for (Factor factor : input.factors()) {
                    Rows rows = new Rows(
                            CodeRows.of(block.train()),
                            ClassLabels.of(factor, input.trainLabels()),
                            CodeRows.of(block.test()),
                            ClassLabels.of(factor, input.testLabels()));
                    score(options, rows, run).ifPresent(scores::add);
                }
            }
        }
        return scores;
    }

    @Override
    public Optional<Score> score(LinearProbeGridOptions options, Rows rows, Run run) {
        String block = rows.train().block();
        ClassLabels labels = rows.trainLabels();
        ClassLabels truth = rows.testLabels();
        int[] order = SeedStreams.permutation(labels.rows(), run.streams().stream("metric/" + NAME));
        int count = (int) Math.round(options.validation() * order.length);
        if (count == 0 || count == order.length) {
            run.findings()
                    .undefined(new Undefined(
                            NAME, block, truth.factor(), order.length + " training rows cannot be split"));
            return Optional.empty();
        }
        int[] held = ascending(order, 0, count);
        int[] kept = ascending(order, count, order.length);
        CodeRows validation = rows.train().select(held);
        ClassLabels wanted = labels.select(held);
        LogisticRegression regression = new LogisticRegression(0, options.tolerance(), options.iterations());
        LogisticPath path = regression.path(rows.train().select(kept), labels.select(kept), run.threads());
        path.tell(run.passes());
        double best = -1;
        double chosen = 0;
        double[] start = path.point();
        long evaluations = 0;
        int converged = 0;
        for (double penalty : LogGrid.of(options.penalties(), options.largest(), options.smallest())) {
            LogisticRegression.Fit fit = path.fit(penalty / kept.length);
            evaluations += fit.evaluations();
            converged += fit.converged() ? 1 : 0;
            double accuracy = wanted.accuracy(fit.model().predict(validation, "validation", run.threads()));
            if (accuracy > best) {
                best = accuracy;
                chosen = penalty;
                start = path.point();
            }
        }
        LogisticPath last = regression.path(rows.train(), labels, run.threads());
        last.tell(run.passes());
        last.startAt(path, start);
        LogisticRegression.Fit fit = last.fit(chosen / labels.rows());
        double accuracy = truth.accuracy(fit.model().predict(rows.test(), "test", run.threads()));
        Map<String, Double> details = new TreeMap<>();
        details.put("penalty", chosen);
        details.put("validation", best);
        details.put("grid_evaluations", (double) evaluations);
        details.put("evaluations", (double) fit.evaluations());
        details.put("grid_converged", (double) converged / options.penalties());
        details.put(LinearProbe.CONVERGED, fit.converged() ? 1.0 : 0.0);
        details.put("chance", 1.0 / truth.cardinality());
        details.put("majority", truth.majorityRate());
        return Optional.of(new Score(NAME, block, truth.factor(), accuracy, truth.rows(), details));
    }

    /** In the order in which they lie in a file. */
    private static int[] ascending(int[] order, int from, int to) {
        return Arrays.stream(order, from, to).sorted().toArray();
    }
}
