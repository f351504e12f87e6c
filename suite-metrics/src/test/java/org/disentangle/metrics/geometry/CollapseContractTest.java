package org.disentangle.metrics.geometry;

import org.disentangle.core.metric.Metric;
import org.disentangle.testkit.MetricContract;

class CollapseContractTest extends MetricContract<CollapseOptions> {

    @Override
    protected Metric<CollapseOptions> metric() {
        return new Collapse();
    }
}
