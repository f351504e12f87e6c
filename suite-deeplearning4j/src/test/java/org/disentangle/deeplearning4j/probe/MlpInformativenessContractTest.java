package org.disentangle.deeplearning4j.probe;

import java.util.List;
import org.disentangle.core.metric.Metric;
import org.disentangle.testkit.MetricContract;

class MlpInformativenessContractTest extends MetricContract<MlpOptions> {
    @Override
    protected Metric<MlpOptions> metric() {
        return new MlpInformativeness();
    }

    /** Smaller than the default, which takes minutes here. */
    @Override
    protected List<MlpOptions> settings() {
        return List.of(
                new MlpOptions(List.of(32, 32), 40, 5, 0.01, 200, 0.1, 4096),
                new MlpOptions(List.of(16), 20, 3, 0.01, 7, 0.3, 50));
    }

    /** Which rows are held out and which meet in a step hangs on their order. */
    @Override
    protected boolean ignoresOrderOfRows() {
        return false;
    }
}
