package org.disentangle.metrics.information;

import java.util.List;
import org.disentangle.core.metric.Metric;
import org.disentangle.testkit.MetricContract;

class UnsupervisedContractTest extends MetricContract<BinOptions> {

    @Override
    protected Metric<BinOptions> metric() {
        return new Unsupervised();
    }

    @Override
    protected List<BinOptions> settings() {
        return List.of(BinOptions.DEFAULT, new BinOptions(4));
    }
}
