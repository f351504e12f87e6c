package org.disentangle.metrics.vote;

import java.util.List;
import org.disentangle.core.metric.Metric;
import org.disentangle.testkit.MetricContract;

class BetaVaeContractTest extends MetricContract<BetaVaeOptions> {

    @Override
    protected Metric<BetaVaeOptions> metric() {
        return new BetaVae();
    }

    @Override
    protected List<BetaVaeOptions> settings() {
        // Fewer points than by default, for time.
        return List.of(new BetaVaeOptions(16, 500, 200, 1, 20));
    }

    @Override
    protected boolean ignoresOrderOfRows() {
        return false;
    }
}
