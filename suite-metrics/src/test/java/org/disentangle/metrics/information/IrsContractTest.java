package org.disentangle.metrics.information;

import java.util.List;
import org.disentangle.core.metric.Metric;
import org.disentangle.testkit.MetricContract;

class IrsContractTest extends MetricContract<IrsOptions> {

    @Override
    protected Metric<IrsOptions> metric() {
        return new Irs();
    }

    @Override
    protected List<IrsOptions> settings() {
        return List.of(IrsOptions.DEFAULT, new IrsOptions(1, 20));
    }
}
