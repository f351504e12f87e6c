package org.disentangle.engine.nd4j.memory;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.disentangle.core.tensor.Shape;
import org.disentangle.engine.nd4j.backend.Backend;
import org.disentangle.engine.nd4j.backend.NativeLibrary;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Memory that is freed when it is closed, for arrays to lie in. ND4J's own arrays are not freed so: in 1.0.0-M2.1 {@link INDArray#close()}
 * leaves their memory to the garbage collector, which does not know how large it is.
 */
public final class NativeMemory implements AutoCloseable {
    /** Bytes in a cache line, and in the widest register. */
    private static final int ALIGNMENT = 64;

    private final Backend backend = NativeLibrary.backend();
    private final BytePointer memory;
    private final long start;
    private final long bytes;

    /** Memory filled with nothing in particular. */
    public NativeMemory(long bytes) {
        this.bytes = bytes;
        memory = backend.allocate(bytes + ALIGNMENT);
        start = Math.floorMod(-memory.address(), (long) ALIGNMENT);
    }

    public long bytes() {
        return bytes;
    }

    /** A dense, row-major array that lies here; it lives as long as the memory. */
    public INDArray array(long startByte, Shape shape, DataType type) {
        BytePointer place = memory.getPointer(start + startByte);
        Pointer typed =
                switch (type) {
                    case FLOAT -> new FloatPointer(place);
                    case LONG -> new LongPointer(place);
                    case UBYTE, BOOL -> place;
                    default -> throw new IllegalArgumentException("No arrays of " + type);
                };
        long[] sizes = HostTransfer.sizes(shape);
        return Nd4j.create(backend.buffer(typed, shape.elements(), type), sizes, Nd4j.getStrides(sizes, 'c'), 0, 'c');
    }

    @Override
    public void close() {
        backend.free(memory);
    }
}
