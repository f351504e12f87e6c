package org.disentangle.engine.libtorch;

import org.bytedeco.javacpp.Pointer;
import org.disentangle.core.engine.MemoryReport;
import org.disentangle.core.engine.ProcessMemory;

/** A CPU's memory is that of the process. */
final class CpuMemory implements DeviceMemory {
    private final ProcessMemory memory = new ProcessMemory(Pointer::physicalBytes);

    @Override
    public MemoryReport report() {
        return memory.report();
    }

    @Override
    public void synchronize() {
        // Calls on a CPU return when they are done.
    }
}
