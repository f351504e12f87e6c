package org.disentangle.datasets.npz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Writes arrays as NumPy's format 1.0: little-endian, C order, the elements beginning at a multiple of 64 bytes. */
public final class NpyWriter {
    private static final int ALIGNMENT = 64;
    private static final int BEFORE_HEADER = 10;

    private NpyWriter() {}

    /**
     * The bytes of an {@code .npy} file; the same array gives the same bytes.
     *
     * @throws IllegalArgumentException for float16, which is read only
     */
    public static byte[] bytes(NpyArray array) {
        String header = header(array);
        int dataStart = BEFORE_HEADER + header.length();
        long elements = array.shape().stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        ByteBuffer buffer = ByteBuffer.allocate(
                        Math.toIntExact(dataStart + elements * array.type().bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(NpyHeaderReader.MAGIC).put((byte) 1).put((byte) 0).putShort((short) header.length());
        buffer.put(header.getBytes(StandardCharsets.US_ASCII));
        switch (array.type()) {
            case BOOL, UINT8 -> buffer.put(array.bytes());
            case FLOAT32 -> buffer.asFloatBuffer().put(array.floats());
            case FLOAT64 -> buffer.asDoubleBuffer().put(array.doubles());
            case INT64 -> buffer.asLongBuffer().put(array.longs());
            case FLOAT16 -> throw new IllegalArgumentException("float16 is not written");
            default -> {
                for (long value : array.longs()) {
                    whole(buffer, value, array.type().bytes());
                }
            }
        }
        return buffer.array();
    }

    private static void whole(ByteBuffer buffer, long value, int bytes) {
        switch (bytes) {
            case 1 -> buffer.put((byte) value);
            case 2 -> buffer.putShort((short) value);
            default -> buffer.putInt((int) value);
        }
    }

    private static String header(NpyArray array) {
        String sizes = array.shape().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String shape = array.shape().size() == 1 ? "(" + sizes + ",)" : "(" + sizes + ")";
        String order = array.type().bytes() == 1 ? "|" : "<";
        String dictionary =
                "{'descr': '" + order + array.type().code() + "', 'fortran_order': False, 'shape': " + shape + ", }";
        int unpadded = BEFORE_HEADER + dictionary.length() + 1;
        int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
        return dictionary + " ".repeat(padding) + "\n";
    }
}
