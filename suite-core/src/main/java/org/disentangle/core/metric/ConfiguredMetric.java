package org.disentangle.core.metric;

import java.util.List;

/** A metric with its options. */
public record ConfiguredMetric<O extends Record>(Metric<O> metric, O options) {

    public String name() {
        return metric.name();
    }

    public List<Score> score(ScoringInput input) {
        return metric.score(options, input);
    }
}
