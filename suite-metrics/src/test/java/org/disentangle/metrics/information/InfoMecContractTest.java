package org.disentangle.metrics.information;

import java.util.List;
import org.disentangle.core.metric.Metric;
import org.disentangle.testkit.MetricContract;

class InfoMecContractTest extends MetricContract<InfoMecOptions> {

    @Override
    protected Metric<InfoMecOptions> metric() {
        return new InfoMec();
    }

    @Override
    protected List<InfoMecOptions> settings() {
        return List.of(InfoMecOptions.DEFAULT, new InfoMecOptions(10, 0.05, 20, 1e-6, 100));
    }
}
