package org.disentangle.engine.nd4j.memory;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.engine.nd4j.backend.Backend;
import org.disentangle.engine.nd4j.backend.NativeLibrary;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies between Java arrays and native ones, and Java's sight of native memory. Arrays are dense and row-major. */
public final class HostTransfer {
    private HostTransfer() {}

    public static DataType dataType(ElementType type) {
        return switch (type) {
            case FLOAT32 -> DataType.FLOAT;
            case INT64 -> DataType.LONG;
            case UINT8 -> DataType.UBYTE;
        };
    }

    public static long[] sizes(Shape shape) {
        return shape.sizes().stream().mapToLong(Integer::longValue).toArray();
    }

    /** A copy; the caller owns it. */
    public static NativeArray toDevice(HostTensor host) {
        NativeArray copy = NativeArray.of(host.shape(), dataType(host.type()));
        write(host, copy.array());
        return copy;
    }

    static void write(HostTensor host, INDArray array) {
        switch (host.type()) {
            case FLOAT32 -> new FloatPointer(start(array)).put(host.floats());
            case INT64 -> new LongPointer(start(array)).put(host.longs());
            case UINT8 -> new BytePointer(start(array)).put(host.bytes());
        }
    }

    public static HostTensor toHost(INDArray array, Shape shape, ElementType type) {
        int length = shape.elements();
        switch (type) {
            case FLOAT32 -> {
                float[] values = new float[length];
                new FloatPointer(start(array)).get(values);
                return HostTensor.of(shape, values);
            }
            case INT64 -> {
                long[] values = new long[length];
                new LongPointer(start(array)).get(values);
                return HostTensor.of(shape, values);
            }
            case UINT8 -> {
                byte[] values = new byte[length];
                new BytePointer(start(array)).get(values);
                return HostTensor.of(shape, values);
            }
        }
        throw new IllegalStateException("No such type: " + type);
    }

    /** Fills an array with zeros, whatever its type. */
    public static void zero(INDArray array) {
        Pointer.memset(start(array), 0, array.length() * array.dataType().width());
    }

    public static FloatBuffer floats(INDArray array) {
        return new FloatPointer(start(array)).capacity(array.length()).asBuffer();
    }

    public static LongBuffer longs(INDArray array) {
        return new LongPointer(start(array)).capacity(array.length()).asBuffer();
    }

    public static ByteBuffer bytes(INDArray array) {
        return new BytePointer(start(array)).capacity(array.length()).asBuffer();
    }

    /** The only way by which the host gets at an array. */
    static Pointer start(INDArray array) {
        Backend backend = NativeLibrary.backend();
        backend.awaitDevice();
        return backend.start(array.data());
    }
}
