package org.disentangle.metrics.information;

import java.util.List;
import org.disentangle.core.metric.Metric;
import org.disentangle.testkit.MetricContract;

class MigContractTest extends MetricContract<BinOptions> {

    @Override
    protected Metric<BinOptions> metric() {
        return new Mig();
    }

    @Override
    protected List<BinOptions> settings() {
        return List.of(BinOptions.DEFAULT, new BinOptions(5));
    }

    @Override
    protected boolean wantsOneColumnPerFactor() {
        return true;
    }
}
