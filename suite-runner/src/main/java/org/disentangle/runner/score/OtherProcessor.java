package org.disentangle.runner.score;

import java.util.Map;
import java.util.Optional;
import org.disentangle.core.engine.Processor;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.registry.Registry;
import org.disentangle.runner.Provenance;

/**
 * What another processor may account for. A metric that trains a network ({@link Metric#portable()}) goes another way there, since sums are
 * rounded otherwise: the same network from the same weights on the same rows, which ends no further off than one of another seed. So a
 * distance within what seeds scatter by proves nothing, and one beyond it is not the processor's.
 */
final class OtherProcessor {
    /**
     * How far networks that differ by their seed lie from each other on 500 test rows and more, in accuracy or R2: three seeds span up to 0.038, and
     * ours lie up to 0.030 outside of that (docs/mlp-agreement.md, which holds them to the same number).
     */
    private static final double SEEDS = 0.05;

    private final Registry<Metric<?>> metrics;
    private final String here;

    OtherProcessor(Registry<Metric<?>> metrics) {
        this(metrics, Processor.name());
    }

    OtherProcessor(Registry<Metric<?>> metrics, String here) {
        this.metrics = metrics;
        this.here = here;
    }

    /**
     * Why a score that is not the recorded one is not wrong for that; empty if it is.
     *
     * @param metric the metric that it is of; a score can have a longer name
     * @param environment the record's
     */
    Optional<String> excuse(String metric, Score anew, double recorded, Map<String, String> environment) {
        if (isPortable(metric) || Math.abs(anew.value() - recorded) > bound(anew, recorded)) {
            return Optional.empty();
        }
        Optional<String> scored = Provenance.scoringProcessor(environment);
        if (scored.isEmpty()) {
            return Optional.of(
                    "the metric trains a network, the record does not say on which processor, and seeds scatter as far");
        }
        return scored.filter(there -> !there.equals(here))
                .map(there -> "the metric trains a network, which was on another processor (" + there
                        + "), and seeds scatter as far");
    }

    /**
     * The most that is excused. On few test rows accuracies scatter by the rows alone: two networks that disagree on a share d of n rows lie
     * {@code sqrt(d / n)} apart (standard deviation), of which {@code 1 / sqrt(n)} is twice at d = 1/4. Below 0 an R2 counts the error
     * in multiples of the variance, and scatters as the error does.
     */
    private static double bound(Score anew, double recorded) {
        double error = 1 - Math.max(anew.value(), recorded);
        return Math.max(SEEDS, 1 / Math.sqrt(Math.max(1, anew.n()))) * Math.max(1, error);
    }

    /** Also of what the metric is derived from. */
    private boolean isPortable(String name) {
        Metric<?> metric = metrics.get(name);
        return metric.portable() && metric.needs().stream().allMatch(this::isPortable);
    }
}
