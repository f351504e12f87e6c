package org.disentangle.datasets.npz;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** An array's bytes as Java's numbers. */
final class NpyDecoder {
    private static final int CHUNK = 1 << 16;
    private static final String ELEMENTS = "the elements";

    private NpyDecoder() {}

    /** @return {@code byte[]}, {@code long[]}, {@code float[]} or {@code double[]}, as {@link NpyArray} holds them */
    static Object decode(NpyInput input, NpyType type, boolean bigEndian, int elements) {
        return switch (type) {
            case BOOL -> booleans(input, elements);
            case UINT8 -> input.read(elements, ELEMENTS);
            case FLOAT16, FLOAT32 -> {
                float[] values = new float[elements];
                each(
                        input,
                        type,
                        bigEndian,
                        elements,
                        (i, buffer) ->
                                values[i] = type == NpyType.FLOAT32 ? buffer.getFloat() : half(buffer.getShort()));
                yield values;
            }
            case FLOAT64 -> {
                double[] values = new double[elements];
                each(input, type, bigEndian, elements, (i, buffer) -> values[i] = buffer.getDouble());
                yield values;
            }
            default -> {
                long[] values = new long[elements];
                each(input, type, bigEndian, elements, (i, buffer) -> values[i] = whole(type, buffer));
                yield values;
            }
        };
    }

    private interface Element {
        void take(int index, ByteBuffer buffer);
    }

    private static void each(NpyInput input, NpyType type, boolean bigEndian, int elements, Element element) {
        byte[] bytes = new byte[CHUNK];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int perChunk = CHUNK / type.bytes();
        for (int from = 0; from < elements; from += perChunk) {
            int count = Math.min(perChunk, elements - from);
            input.readInto(bytes, 0, count * type.bytes(), ELEMENTS);
            buffer.clear();
            for (int i = 0; i < count; i++) {
                element.take(from + i, buffer);
            }
        }
    }

    private static byte[] booleans(NpyInput input, int elements) {
        long start = input.position();
        byte[] values = input.read(elements, ELEMENTS);
        for (int i = 0; i < elements; i++) {
            if (values[i] != 0 && values[i] != 1) {
                throw input.error(
                        start + i,
                        "element " + i + " is " + (values[i] & 0xff) + ", a bool is 0 or 1",
                        NpyInput.SAVE_AGAIN);
            }
        }
        return values;
    }

    private static long whole(NpyType type, ByteBuffer buffer) {
        return switch (type) {
            case INT8 -> buffer.get();
            case INT16 -> buffer.getShort();
            case INT32 -> buffer.getInt();
            case INT64 -> buffer.getLong();
            case UINT16 -> buffer.getShort() & 0xffff;
            case UINT32 -> buffer.getInt() & 0xffffffffL;
            default -> throw new IllegalArgumentException(type + " has another form");
        };
    }

    /** IEEE 754 binary16: one bit of sign, five of exponent, ten of fraction. Exact. */
    private static float half(short bits) {
        int exponent = (bits >> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        float size;
        if (exponent == 0) {
            size = fraction * 0x1p-24f;
        } else if (exponent == 0x1f) {
            size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            size = (fraction + 0x400) * Math.scalb(1f, exponent - 25);
        }
        return bits < 0 ? -size : size;
    }

    /** The same array with the last axis running fastest instead of the first; no size may be 0. */
    static Object toRowMajor(Object columnMajor, List<Integer> shape) {
        int elements = Array.getLength(columnMajor);
        Object rowMajor = Array.newInstance(columnMajor.getClass().getComponentType(), elements);
        int[] index = new int[shape.size()];
        int[] stride = new int[shape.size()];
        int step = 1;
        for (int axis = 0; axis < stride.length; axis++) {
            stride[axis] = step;
            step *= shape.get(axis);
        }
        int source = 0;
        for (int target = 0; target < elements; target++) {
            System.arraycopy(columnMajor, source, rowMajor, target, 1);
            for (int axis = index.length - 1; axis >= 0; axis--) {
                source += stride[axis];
                if (++index[axis] < shape.get(axis)) {
                    break;
                }
                source -= stride[axis] * shape.get(axis);
                index[axis] = 0;
            }
        }
        return rowMajor;
    }
}
