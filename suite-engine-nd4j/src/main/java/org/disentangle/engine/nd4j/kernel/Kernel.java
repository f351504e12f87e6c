package org.disentangle.engine.nd4j.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A piece of work on arrays that exist: reads some and fills others. May keep native state between runs; used by one thread at a time. */
@FunctionalInterface
public interface Kernel {
    void run(INDArray[] reads, INDArray[] writes);

    /** For those who look where time goes: ND4J's name of the operation, or {@code host} for what the engine does itself. */
    default String name() {
        return "host";
    }
}
