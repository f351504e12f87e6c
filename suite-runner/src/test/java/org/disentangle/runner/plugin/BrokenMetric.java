package org.disentangle.runner.plugin;

import java.util.List;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;

/** A metric that fails on purpose, when all is trained. */
public final class BrokenMetric implements Metric<BrokenMetric.Options> {
    /** @param rows as a setting to have one */
    public record Options(int rows) {}

    @Override
    public String name() {
        return "broken-metric";
    }

    @Override
    public String summary() {
        return "Fails on purpose";
    }

    @Override
    public Options defaults() {
        return new Options(1);
    }

    @Override
    public Direction direction() {
        return Direction.NEITHER;
    }

    @Override
    public List<Score> score(Options options, ScoringInput input) {
        throw new IllegalStateException("broken in a metric");
    }
}
