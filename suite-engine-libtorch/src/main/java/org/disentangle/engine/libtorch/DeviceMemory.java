package org.disentangle.engine.libtorch;

import org.disentangle.core.engine.MemoryReport;

/** What a session knows of its device besides tensors: memory in use and the queue of work. */
interface DeviceMemory {
    MemoryReport report();

    void synchronize();
}
