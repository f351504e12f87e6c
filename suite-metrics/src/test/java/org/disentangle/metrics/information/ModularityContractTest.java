package org.disentangle.metrics.information;

import java.util.List;
import org.disentangle.core.metric.Metric;
import org.disentangle.testkit.MetricContract;

class ModularityContractTest extends MetricContract<ModularityOptions> {

    @Override
    protected Metric<ModularityOptions> metric() {
        return new Modularity();
    }

    @Override
    protected List<ModularityOptions> settings() {
        return List.of(ModularityOptions.DEFAULT, new ModularityOptions(ModularityOptions.Form.DEVIATION, 10));
    }
}
