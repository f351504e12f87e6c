package org.disentangle.core.metric;

import java.util.List;
import org.disentangle.core.registry.Component;

/** Scores codes. Deterministic: the same input gives the same bits, whatever the number of threads. Found by {@link java.util.ServiceLoader}. */
public interface Metric<O extends Record> extends Component<O> {

    enum Direction {
        HIGHER_IS_BETTER,
        LOWER_IS_BETTER,
        /** A description, not a quality. */
        NEITHER
    }

    Direction direction();

    /** The direction of one of its scores, where they have several. */
    default Direction direction(String score) {
        return direction();
    }

    /** Names of metrics whose scores this one is derived from; they must come before it in an experiment. */
    default List<String> needs() {
        return List.of();
    }

    /**
     * Whether its scores are the same on every processor, up to the rounding of sums. Those of a metric that trains a network are not: rounding
     * leads its training elsewhere.
     */
    default boolean portable() {
        return true;
    }

    /** Whether it is left out where all metrics are meant, and scored only where it is named: for those that cost many times what others do. */
    default boolean onlyWhenNamed() {
        return false;
    }

    /**
     * A score that has no value is left out and told to {@link ScoringInput#findings()} with the reason.
     *
     * @throws org.disentangle.core.UserError if the codes cannot be scored (not finite, too few rows), naming block and column
     */
    List<Score> score(O options, ScoringInput input);
}
