package org.disentangle.engine.libtorch;

import org.disentangle.core.engine.Engine;
import org.disentangle.testkit.engine.PytorchOperationsContract;

class PytorchOperationsTest extends PytorchOperationsContract {
    @Override
    protected Engine engine() {
        return new LibTorchEngine();
    }
}
