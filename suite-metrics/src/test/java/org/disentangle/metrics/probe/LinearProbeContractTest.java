package org.disentangle.metrics.probe;

import java.util.List;
import org.disentangle.core.metric.Metric;
import org.disentangle.testkit.MetricContract;

class LinearProbeContractTest extends MetricContract<LogisticRegression> {

    @Override
    protected Metric<LogisticRegression> metric() {
        return new LinearProbe();
    }

    @Override
    protected List<LogisticRegression> settings() {
        return List.of(LogisticRegression.DEFAULT, new LogisticRegression(0.1, 1e-6, 50));
    }
}
