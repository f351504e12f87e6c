package org.disentangle.metrics.vote;

import java.util.List;
import org.disentangle.core.metric.Metric;
import org.disentangle.testkit.MetricContract;

class FactorVaeContractTest extends MetricContract<FactorVaeOptions> {

    @Override
    protected Metric<FactorVaeOptions> metric() {
        return new FactorVae();
    }

    @Override
    protected List<FactorVaeOptions> settings() {
        return List.of(FactorVaeOptions.DEFAULT, new FactorVaeOptions(0.05, 16, 500, 200, 20));
    }

    @Override
    protected boolean ignoresOrderOfRows() {
        return false;
    }
}
