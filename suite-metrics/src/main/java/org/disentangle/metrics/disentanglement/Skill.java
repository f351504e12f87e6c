package org.disentangle.metrics.disentanglement;

import java.util.List;
import java.util.Optional;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.metrics.probe.LinearProbe;
import org.disentangle.metrics.regression.LinearR2;

/** What earlier scores say that a block knows of a factor, from 0 (no better than guessing) to 1. */
record Skill(List<Score> earlier) {

    static Skill of(ScoringInput input) {
        return new Skill(input.earlier());
    }

    /**
     * Of a categorical factor: {@code (accuracy - base) / (1 - base)}, base the accuracy of the best constant answer, or 0 if that is below 0; of a
     * continuous one R^2, or 0. Empty if the block was not scored.
     */
    Optional<Double> on(String block, String factor) {
        return found(LinearProbe.NAME, block, factor)
                .map(Skill::aboveGuessing)
                .or(() -> found(LinearR2.NAME, block, factor).map(score -> Math.max(0, score.value())));
    }

    Optional<Score> found(String metric, String block, String factor) {
        return earlier.stream()
                .filter(score -> score.metric().equals(metric)
                        && score.block().equals(block)
                        && score.factor().equals(factor))
                .findFirst();
    }

    private static double aboveGuessing(Score score) {
        double base = Math.max(
                score.details().getOrDefault("chance", 0.0), score.details().getOrDefault("majority", 0.0));
        return base >= 1 ? 0 : Math.max(0, (score.value() - base) / (1 - base));
    }
}
