package org.disentangle.engine.nd4j;

import org.disentangle.core.engine.Engine;
import org.disentangle.testkit.engine.OptimizersContract;

class OptimizersTest extends OptimizersContract {
    @Override
    protected Engine engine() {
        return new Nd4jEngine();
    }
}
