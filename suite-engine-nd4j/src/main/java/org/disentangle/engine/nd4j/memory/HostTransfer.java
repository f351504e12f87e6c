package org.disentangle.engine.nd4j.memory;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.disentangle.core.UserError;
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
        try {
            write(host, copy.array());
        } catch (RuntimeException | OutOfMemoryError e) {
            copy.close();
            throw e;
        }
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

    /** @throws UserError if the array is too large to be seen whole */
    public static FloatBuffer floats(INDArray array) {
        return whole(
                array, new FloatPointer(start(array)).capacity(array.length()).asBuffer());
    }

    /** @throws UserError if the array is too large to be seen whole */
    public static LongBuffer longs(INDArray array) {
        return whole(
                array, new LongPointer(start(array)).capacity(array.length()).asBuffer());
    }

    /** @throws UserError if the array is too large to be seen whole */
    public static ByteBuffer bytes(INDArray array) {
        return whole(
                array, new BytePointer(start(array)).capacity(array.length()).asBuffer());
    }

    private static <B extends Buffer> B whole(INDArray array, B seen) {
        checkWhole(array.dataType(), array.shape(), array.length(), seen.capacity());
        return seen;
    }

    /**
     * JavaCPP's buffers end at 2 GiB without a word, and a loop over one would leave out the rest of the array.
     *
     * @param sizes of the array
     * @param numbers in the array
     * @param seen numbers in the buffer over its memory
     * @throws UserError if that is not all of them
     */
    static void checkWhole(DataType type, long[] sizes, long numbers, long seen) {
        if (seen != numbers) {
            throw new UserError(
                    "The array " + type + Arrays.toString(sizes) + " holds " + numbers
                            + " numbers, and the engine 'nd4j' computes on arrays of at most "
                            + Integer.MAX_VALUE / type.width()
                            + " numbers of this type (2 GiB). Take a smaller batch or a narrower network, or use --engine libtorch.");
        }
    }

    /** The only way by which the host gets at an array. */
    static Pointer start(INDArray array) {
        Backend backend = NativeLibrary.backend();
        backend.awaitDevice();
        return backend.start(array.data());
    }
}
