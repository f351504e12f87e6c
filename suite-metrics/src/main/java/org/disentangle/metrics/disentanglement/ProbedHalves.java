package org.disentangle.metrics.disentanglement;

import java.util.ArrayList;
import java.util.List;
import org.disentangle.core.UserError;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.metrics.probe.LinearProbe;

/**
 * A whole that falls into two halves, with the linear probe's scores of both. Wholes with another number of parts have none.
 *
 * @param whole such as {@code z}
 * @param first such as {@code z0}
 * @param second such as {@code z1}
 */
record ProbedHalves(String whole, String first, String second, List<Score> probes) {

    /** What a probe says about both halves. */
    record Pair(Score first, Score second) {
        double difference() {
            return first.value() - second.value();
        }

        /** 1 if both fits are within their tolerance, 0 if not. */
        double converged() {
            return Math.min(converged(first), converged(second));
        }

        private static double converged(Score score) {
            return score.details().getOrDefault(LinearProbe.CONVERGED, 1.0);
        }
    }

    /** All wholes with two halves; of the others the findings say that the metric is undefined. */
    static List<ProbedHalves> of(String metric, ScoringInput input) {
        List<Score> probes = input.earlier().stream()
                .filter(score -> score.metric().equals(LinearProbe.NAME))
                .toList();
        List<ProbedHalves> halves = new ArrayList<>();
        input.parts().forEach((whole, parts) -> {
            if (parts.size() == 2) {
                halves.add(new ProbedHalves(whole, parts.get(0), parts.get(1), probes));
            } else {
                String reason =
                        "it has " + parts.size() + (parts.size() == 1 ? " part" : " parts") + ", not two halves";
                input.findings().undefined(new Undefined(metric, whole, "", reason));
            }
        });
        if (input.parts().isEmpty()) {
            input.train().keySet().forEach(block -> input.findings()
                    .undefined(new Undefined(metric, block, "", "no block falls into two halves")));
        }
        return halves;
    }

    /** @throws UserError if a half was not probed for the factor */
    Pair on(String factor) {
        return new Pair(probe(first, factor), probe(second, factor));
    }

    private Score probe(String block, String factor) {
        return probes.stream()
                .filter(score -> score.block().equals(block) && score.factor().equals(factor))
                .findFirst()
                .orElseThrow(() -> new UserError("Block '" + block + "' was not probed for factor '" + factor
                        + "'; put the metric '" + LinearProbe.NAME + "' before those that need it"));
    }
}
