package org.disentangle.metrics.disentanglement;

import java.util.List;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.metric.Metric;
import org.disentangle.metrics.NoOptions;
import org.disentangle.metrics.probe.LinearProbe;
import org.disentangle.metrics.probe.LogisticRegression;
import org.disentangle.testkit.MetricContract;

class GapContractTest extends MetricContract<NoOptions> {

    @Override
    protected Metric<NoOptions> metric() {
        return new Gap();
    }

    @Override
    protected List<ConfiguredMetric<?>> before() {
        return List.of(new ConfiguredMetric<>(new LinearProbe(), LogisticRegression.DEFAULT));
    }
}
