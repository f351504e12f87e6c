package org.disentangle.engine.nd4j;

import org.disentangle.core.engine.Engine;
import org.disentangle.testkit.engine.PytorchOperationsContract;

class PytorchOperationsTest extends PytorchOperationsContract {
    @Override
    protected Engine engine() {
        return new Nd4jEngine();
    }
}
