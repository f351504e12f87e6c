package org.disentangle.metrics.information;

import java.util.List;
import org.disentangle.core.metric.Metric;
import org.disentangle.testkit.MetricContract;

class SapContractTest extends MetricContract<SapOptions> {

    @Override
    protected Metric<SapOptions> metric() {
        return new Sap();
    }

    @Override
    protected List<SapOptions> settings() {
        return List.of(
                SapOptions.DEFAULT,
                new SapOptions(SapOptions.Form.CONTINUOUS, 1),
                new SapOptions(SapOptions.Form.DISCRETE, 1));
    }

    @Override
    protected boolean wantsOneColumnPerFactor() {
        return true;
    }
}
