package org.disentangle.metrics.information;

import java.util.List;
import org.disentangle.core.metric.Metric;
import org.disentangle.testkit.MetricContract;

class ExplicitnessContractTest extends MetricContract<ExplicitnessOptions> {

    @Override
    protected Metric<ExplicitnessOptions> metric() {
        return new Explicitness();
    }

    @Override
    protected List<ExplicitnessOptions> settings() {
        return List.of(ExplicitnessOptions.DEFAULT, new ExplicitnessOptions(100, 20, 1e-8, 200));
    }
}
