package org.disentangle.core.engine;

import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.TensorValue;

/** A tensor on a session's device. It lives until it is closed, its {@link StepScope} ends, or the session closes. */
public interface DeviceTensor extends TensorValue, AutoCloseable {

    /** Copies the numbers to the host; waits for the device. */
    HostTensor toHost();

    @Override
    void close();
}
