package org.disentangle.datasets.npz;

import java.util.List;

/**
 * What an array says of itself.
 *
 * @param bigEndian the byte order in the file; of no meaning for elements of one byte
 * @param fortranOrder whether the first axis runs fastest in the file
 * @param shape sizes of at least 0, outermost first; empty for a scalar
 */
public record NpyHeader(NpyType type, boolean bigEndian, boolean fortranOrder, List<Long> shape) {
    public NpyHeader {
        shape = List.copyOf(shape);
    }

    /** @throws ArithmeticException if they are 2^63 or more */
    public long elements() {
        return shape.contains(0L) ? 0 : shape.stream().reduce(1L, Math::multiplyExact);
    }

    /** Bytes in the file after the header. */
    public long dataBytes() {
        return Math.multiplyExact(elements(), (long) type.bytes());
    }

    /** Type and shape: {@code float32[2, 16, 8]}. */
    @Override
    public String toString() {
        return type + shape.toString();
    }
}
