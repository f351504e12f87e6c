package org.disentangle.engine.nd4j;

import org.disentangle.core.engine.Engine;
import org.disentangle.testkit.engine.ResnetContract;

class ResnetTest extends ResnetContract {
    @Override
    protected Engine engine() {
        return new Nd4jEngine();
    }
}
