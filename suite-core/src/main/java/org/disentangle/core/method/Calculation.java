package org.disentangle.core.method;

import java.util.Map;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.TensorValue;

/** A program of a method's own, ready to run on the device. */
public interface Calculation extends AutoCloseable {

    /** Copies a value to the device, where it stays until the calculation is closed. */
    TensorValue upload(HostTensor value);

    /**
     * Runs once.
     *
     * @param inputs a value for every input of the program
     * @return the outputs by name
     */
    Map<String, HostTensor> run(Map<String, ? extends TensorValue> inputs);

    @Override
    void close();
}
