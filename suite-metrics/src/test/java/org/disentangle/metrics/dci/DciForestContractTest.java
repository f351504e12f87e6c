package org.disentangle.metrics.dci;

import java.util.List;
import org.disentangle.core.metric.Metric;
import org.disentangle.testkit.MetricContract;

class DciForestContractTest extends MetricContract<DciForestOptions> {

    @Override
    protected Metric<DciForestOptions> metric() {
        return new DciForest();
    }

    @Override
    protected List<DciForestOptions> settings() {
        return List.of(DciForestOptions.DEFAULT);
    }

    /** Which rows are drawn and which held out depends on their order. */
    @Override
    protected boolean ignoresOrderOfRows() {
        return false;
    }
}
