package org.disentangle.metrics.dci;

import java.util.List;
import org.disentangle.core.metric.Metric;
import org.disentangle.testkit.MetricContract;

class DciLassoContractTest extends MetricContract<DciLassoOptions> {

    @Override
    protected Metric<DciLassoOptions> metric() {
        return new DciLasso();
    }

    @Override
    protected List<DciLassoOptions> settings() {
        return List.of(DciLassoOptions.DEFAULT, new DciLassoOptions(Completeness.PLAIN, 0.1));
    }
}
