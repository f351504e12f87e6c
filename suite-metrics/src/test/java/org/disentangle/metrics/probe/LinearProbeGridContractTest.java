package org.disentangle.metrics.probe;

import java.util.List;
import org.disentangle.core.metric.Metric;
import org.disentangle.testkit.MetricContract;

class LinearProbeGridContractTest extends MetricContract<LinearProbeGridOptions> {

    @Override
    protected Metric<LinearProbeGridOptions> metric() {
        return new LinearProbeGrid();
    }

    @Override
    protected List<LinearProbeGridOptions> settings() {
        return List.of(new LinearProbeGridOptions(9, -4, 4, 0.2, 1e-5, 1000));
    }

    /** Which rows choose the penalty is drawn. */
    @Override
    protected boolean ignoresOrderOfRows() {
        return false;
    }
}
