package org.disentangle.metrics.disentanglement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.NoOptions;
import org.disentangle.metrics.probe.LinearProbe;

/**
 * 1 if the two halves of a whole show the {@linkplain DiagonalTest diagonal trend} on the first two factors of the data set, 0
 * if not, by the linear probe's accuracies. Its mean over seeds is the share of seeds that show it; noise alone gives one half.
 *
 * <p>Given for wholes that fall into exactly two blocks, of data sets with at least two factors; named after the whole, and of
 * no one factor. Details: {@code margin} ({@link DiagonalTest#margin}), {@code difference_} and the factor's name (first half
 * less second) for both, {@code converged} (1 if all four probes are).
 */
public final class Diagonal implements Metric<NoOptions> {
    public static final String NAME = "diagonal";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Whether one half is better on the first factor while the other is better on the second";
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
        List<ProbedHalves> wholes = ProbedHalves.of(NAME, input);
        if (input.factors().size() < 2) {
            wholes.forEach(halves -> input.findings()
                    .undefined(new Undefined(NAME, halves.whole(), "", "it compares two categorical factors")));
            return List.of();
        }
        List<Score> scores = new ArrayList<>();
        Factor first = input.factors().get(0);
        Factor second = input.factors().get(1);
        for (ProbedHalves halves : wholes) {
            ProbedHalves.Pair onFirst = halves.on(first.name());
            ProbedHalves.Pair onSecond = halves.on(second.name());
            DiagonalTest test = new DiagonalTest(onFirst.difference(), onSecond.difference());
            Map<String, Double> details = Map.of(
                    "margin",
                    test.margin(),
                    "difference_" + first.name(),
                    test.differenceOnA(),
                    "difference_" + second.name(),
                    test.differenceOnB(),
                    LinearProbe.CONVERGED,
                    Math.min(onFirst.converged(), onSecond.converged()));
            scores.add(new Score(
                    NAME,
                    halves.whole(),
                    "",
                    test.isDiagonal() ? 1 : 0,
                    onFirst.first().n(),
                    details));
        }
        return scores;
    }
}
