package org.disentangle.metrics.dci;

import java.util.List;
import org.disentangle.core.metric.Metric;
import org.disentangle.metrics.tree.BoostingOptions;
import org.disentangle.testkit.MetricContract;

class DciGbtContractTest extends MetricContract<DciGbtOptions> {

    @Override
    protected Metric<DciGbtOptions> metric() {
        return new DciGbt();
    }

    @Override
    protected List<DciGbtOptions> settings() {
        return List.of(
                new DciGbtOptions(Completeness.PLAIN, 4, 10_000, new BoostingOptions(10, 0.1, 3)),
                new DciGbtOptions(Completeness.WEIGHTED, 64, 10_000, new BoostingOptions(30, 0.1, 3)));
    }
}
