package org.disentangle.metrics.disentanglement;

import java.util.List;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.metric.Metric;
import org.disentangle.metrics.geometry.Redundancy;
import org.disentangle.metrics.geometry.RedundancyOptions;
import org.disentangle.metrics.probe.LinearProbe;
import org.disentangle.metrics.probe.LogisticRegression;
import org.disentangle.testkit.MetricContract;

class DegenerateContractTest extends MetricContract<DegenerateOptions> {

    @Override
    protected Metric<DegenerateOptions> metric() {
        return new Degenerate();
    }

    @Override
    protected List<ConfiguredMetric<?>> before() {
        return List.of(
                new ConfiguredMetric<>(new LinearProbe(), LogisticRegression.DEFAULT),
                new ConfiguredMetric<>(new Redundancy(), RedundancyOptions.DEFAULT));
    }
}
