package org.disentangle.engine.nd4j.backend;

import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The little of CUDA's runtime library that the engine calls itself. What a machine's GPUs are is asked here, before anything of ND4J's GPU
 * build is loaded, which would fail on a GPU that it cannot serve in ways that are hard to read.
 */
interface CudaRuntime {

    /**
     * One GPU.
     *
     * @param index its number, as in {@code cuda:N}
     * @param capability compute capability, times ten
     * @param bytes of its memory
     */
    record Gpu(int index, String name, int capability, long bytes) {}

    /** CUDA said no. */
    final class CudaException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int code;

        CudaException(int code, String name, String text) {
            super("CUDA error " + code + " (" + name + "): " + text);
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /** The release of the library that was loaded, such as 11060 for 11.6. */
    int version();

    /** The newest release that the driver serves, such as 12020; 0 if there is no driver. */
    int driverVersion();

    /**
     * Those that CUDA sees, in its order.
     *
     * @throws CudaException such as 100 if there is none, 35 if the driver is too old
     */
    List<Gpu> gpus();

    /** Bytes of a GPU's memory that nobody holds at present. Unified memory counts from when the GPU first touches it, not from when it is allocated. */
    long free(int device);

    /**
     * Unified memory; its capacity is the number of bytes. On Linux, GPUs from 6.0 on hand out more than they have: pages then travel back and
     * forth with each operation.
     *
     * @throws OutOfMemoryError if there is not as much
     */
    BytePointer allocate(long bytes);

    void free(Pointer memory);

    /** Waits for all that a GPU was asked to do; what failed of it since the last wait is thrown here. */
    void synchronize(int device);
}
