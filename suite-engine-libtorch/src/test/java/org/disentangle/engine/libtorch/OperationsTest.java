package org.disentangle.engine.libtorch;

import org.disentangle.core.engine.Engine;
import org.disentangle.testkit.engine.OperationsContract;

class OperationsTest extends OperationsContract {
    @Override
    protected Engine engine() {
        return new LibTorchEngine();
    }
}
