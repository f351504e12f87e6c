package org.disentangle.metrics.neighbours;

import java.util.List;
import org.disentangle.core.metric.Metric;
import org.disentangle.testkit.MetricContract;

class NearestNeighborsContractTest extends MetricContract<NearestNeighborOptions> {

    @Override
    protected Metric<NearestNeighborOptions> metric() {
        return new NearestNeighbors();
    }

    @Override
    protected List<NearestNeighborOptions> settings() {
        return List.of(NearestNeighborOptions.DEFAULT, new NearestNeighborOptions(5, 0.5));
    }
}
