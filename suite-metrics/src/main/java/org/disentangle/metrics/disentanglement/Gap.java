package org.disentangle.metrics.disentanglement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.NoOptions;
import org.disentangle.metrics.probe.LinearProbe;

/**
 * The disentanglement score of Burns et al. (2021): {@code |C(z0) - C(z1)|}, how far the linear probe's accuracies on the two
 * halves of a whole lie apart for a factor, in {@code 0..1}. Ideal is one half at the accuracy of the whole and the other at
 * chance. It does not say which half is better, so it is comparable over seeds as it stands; but as an absolute value it is
 * above 0 even for halves that differ by noise alone.
 *
 * <p>Given for wholes that fall into exactly two blocks; named after the whole. Details: {@code first} and {@code second}
 * accuracy, {@code difference} (first less second), {@code converged} (1 if both probes are).
 */
public final class Gap implements Metric<NoOptions> {
    public static final String NAME = "gap";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> aliases() {
        return List.of("half-gap");
    }

    @Override
    public String summary() {
        return "How far the linear probe's accuracies on the two halves lie apart, per factor";
    }

    @Override
    public NoOptions defaults() {
        return new NoOptions();
    }

    @Override
    public List<String> needs() {
        return List.of(LinearProbe.NAME);
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.BURNS_2021);
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    @Override
    public List<Score> score(NoOptions options, ScoringInput input) {
        List<Score> scores = new ArrayList<>();
        for (ProbedHalves halves : ProbedHalves.of(NAME, input)) {
            for (Factor factor : input.factors()) {
                ProbedHalves.Pair pair = halves.on(factor.name());
                Map<String, Double> details = Map.of(
                        "first",
                        pair.first().value(),
                        "second",
                        pair.second().value(),
                        "difference",
                        pair.difference(),
                        LinearProbe.CONVERGED,
                        pair.converged());
                scores.add(new Score(
                        NAME,
                        halves.whole(),
                        factor.name(),
                        Math.abs(pair.difference()),
                        pair.first().n(),
                        details));
            }
        }
        return scores;
    }
}
