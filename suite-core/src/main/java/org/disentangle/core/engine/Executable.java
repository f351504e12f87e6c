package org.disentangle.core.engine;

import java.util.Map;
import org.disentangle.core.tensor.TensorValue;

/** A program ready to run on a session. */
public interface Executable extends AutoCloseable {

    /**
     * Runs once.
     *
     * @param inputs a value for every input of the program, on the host or on this session's device
     * @return the outputs in declared order, owned by the session's innermost scope
     */
    Map<String, DeviceTensor> run(Map<String, ? extends TensorValue> inputs);

    @Override
    void close();
}
