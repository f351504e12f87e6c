package org.disentangle.engine.nd4j.backend;

import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.disentangle.core.engine.MemoryReport;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What differs between ND4J's backends: where arrays lie and when the host may look at them. A process has one. Arrays lie in memory that
 * host and device reach by the same address, so that a loop on the host and an operation on the device work on one array and nothing is ever
 * copied between two.
 */
public interface Backend {

    /**
     * Memory filled with nothing in particular.
     *
     * @throws OutOfMemoryError if there is not as much
     */
    BytePointer allocate(long bytes);

    void free(Pointer memory);

    /** ND4J's sight of memory that was allocated here. */
    DataBuffer buffer(Pointer start, long elements, DataType type);

    /** Where a dense array begins whose memory was allocated here. */
    Pointer start(DataBuffer data);

    /** Waits until the device has done all that was asked of it: afterwards, and until the next operation, the host may read and write arrays. */
    void awaitDevice();

    /**
     * Before work on this thread: another session may have set other things.
     *
     * @param device its number among the GPUs; without meaning on a CPU
     * @param threads CPU threads for one operation
     */
    void enter(int device, int threads);

    /** Bytes in use, and at most from now on. */
    Supplier<MemoryReport> account();
}
