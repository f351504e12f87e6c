package org.disentangle.engine.nd4j.memory;

import org.disentangle.core.tensor.Shape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A dense, row-major array with memory of its own. */
public final class NativeArray implements AutoCloseable {
    private final NativeMemory memory;
    private final INDArray array;

    private NativeArray(NativeMemory memory, INDArray array) {
        this.memory = memory;
        this.array = array;
    }

    /** An array filled with nothing in particular. */
    public static NativeArray of(Shape shape, DataType type) {
        NativeMemory memory = new NativeMemory((long) shape.elements() * type.width());
        try {
            return new NativeArray(memory, memory.array(0, shape, type));
        } catch (RuntimeException | OutOfMemoryError e) {
            memory.close();
            throw e;
        }
    }

    public INDArray array() {
        return array;
    }

    /** Another array in this one's memory; it lives as long as this one. */
    INDArray within(long startByte, Shape shape, DataType type) {
        return memory.array(startByte, shape, type);
    }

    @Override
    public void close() {
        memory.close();
    }
}
