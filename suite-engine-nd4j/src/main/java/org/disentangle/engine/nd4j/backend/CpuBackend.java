package org.disentangle.engine.nd4j.backend;

import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.disentangle.core.engine.MemoryReport;
import org.disentangle.core.engine.ProcessMemory;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** The host is the device: calls return when they are done. */
final class CpuBackend implements Backend {
    @Override
    public BytePointer allocate(long bytes) {
        return new BytePointer(bytes);
    }

    @Override
    public void free(Pointer memory) {
        memory.deallocate();
    }

    @Override
    public DataBuffer buffer(Pointer start, long elements, DataType type) {
        return Nd4j.createBuffer(start, elements, type);
    }

    @Override
    public Pointer start(DataBuffer data) {
        return data.addressPointer();
    }

    @Override
    public void awaitDevice() {
        // Nothing is under way.
    }

    /** OpenMP's number of threads belongs to the calling thread; ND4J's own loops and OpenBLAS ask elsewhere. */
    @Override
    public void enter(int device, int threads) {
        if (Nd4j.getEnvironment().maxMasterThreads() != threads) {
            Nd4j.getEnvironment().setMaxThreads(threads);
            Nd4j.getEnvironment().setMaxMasterThreads(threads);
        }
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }

    @Override
    public Supplier<MemoryReport> account() {
        return new ProcessMemory(Pointer::physicalBytes)::report;
    }
}
