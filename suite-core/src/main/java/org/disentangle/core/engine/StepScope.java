package org.disentangle.core.engine;

/** Releases every device tensor that runs produced while it was the innermost open scope of its session. */
public interface StepScope extends AutoCloseable {
    @Override
    void close();
}
