package org.disentangle.core.engine;

import java.util.Map;
import org.disentangle.core.tensor.HostTensor;

/** The parameters and buffers of one model on a device. */
public interface Variables extends AutoCloseable {

    /** Copies values in. Names that are missing keep their values; an unknown name or another shape is refused. */
    void load(Map<String, HostTensor> values);

    /** Copies all parameters and then all buffers out, in declared order. */
    Map<String, HostTensor> export();

    /**
     * SHA-256 in lower-case hex over every parameter and buffer in declared order: the UTF-8 name, a zero byte, then the
     * row-major values as little-endian 32-bit floats.
     */
    String digest();

    @Override
    void close();
}
