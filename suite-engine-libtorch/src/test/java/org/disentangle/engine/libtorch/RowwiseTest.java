package org.disentangle.engine.libtorch;

import org.disentangle.core.engine.Engine;
import org.disentangle.testkit.engine.RowwiseContract;

class RowwiseTest extends RowwiseContract {
    @Override
    protected Engine engine() {
        return new LibTorchEngine();
    }
}
