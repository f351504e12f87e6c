package org.disentangle.metrics.geometry;

import org.disentangle.core.metric.Metric;
import org.disentangle.testkit.MetricContract;

class RedundancyContractTest extends MetricContract<RedundancyOptions> {

    @Override
    protected Metric<RedundancyOptions> metric() {
        return new Redundancy();
    }
}
