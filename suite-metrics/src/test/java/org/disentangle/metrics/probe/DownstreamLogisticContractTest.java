package org.disentangle.metrics.probe;

import java.util.List;
import org.disentangle.core.metric.Metric;
import org.disentangle.testkit.MetricContract;

class DownstreamLogisticContractTest extends MetricContract<DownstreamLogisticOptions> {

    @Override
    protected Metric<DownstreamLogisticOptions> metric() {
        return new DownstreamLogistic();
    }

    @Override
    protected List<DownstreamLogisticOptions> settings() {
        return List.of(new DownstreamLogisticOptions(List.of(20, 96), 4, -2, 2, 3, 1e-5, 1000));
    }

    /** Which rows come first is drawn. */
    @Override
    protected boolean ignoresOrderOfRows() {
        return false;
    }
}
