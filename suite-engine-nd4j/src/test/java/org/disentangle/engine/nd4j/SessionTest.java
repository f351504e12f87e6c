package org.disentangle.engine.nd4j;

import org.disentangle.core.engine.Engine;
import org.disentangle.testkit.engine.SessionContract;

class SessionTest extends SessionContract {
    @Override
    protected Engine engine() {
        return new Nd4jEngine();
    }
}
