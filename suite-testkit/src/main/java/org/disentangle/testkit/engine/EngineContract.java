package org.disentangle.testkit.engine;

import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** What the contracts of engines share: the engine, and a session that a class's tests use one after the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EngineContract {
    private Session session;

    protected abstract Engine engine();

    @BeforeAll
    final void openSession() {
        session = open(2);
    }

    @AfterAll
    final void closeSession() {
        session.close();
    }

    protected final Session session() {
        return session;
    }

    /** A session of its own, in 32 bits. */
    protected final Session open(int threads) {
        return engine().open(new SessionOptions("cpu", Precision.FP32, threads));
    }
}
