package org.disentangle.datasets.tinted;

import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/**
 * Square grey images of one size, as unsigned bytes, or, where they are black and white, as bits. The array is not copied.
 *
 * @param packed whether there is one bit per pixel, the highest bit of a byte first; each image then begins with a new byte
 * @param content image by image, row by row
 */
public record GreyImages(int count, int side, boolean packed, byte[] content) {

    private static final int BITS = 8;

    public GreyImages {
        if (content.length != (long) count * imageBytes(side, packed)) {
            throw new IllegalArgumentException(content.length + " bytes are no " + count + " images of side " + side);
        }
    }

    /** Bytes that one image takes. */
    public static int imageBytes(int side, boolean packed) {
        return packed ? (side * side + BITS - 1) / BITS : side * side;
    }

    /** For upload, {@code [count, bytes of an image]}. */
    HostTensor pool() {
        return HostTensor.of(Shape.of(count, imageBytes(side, packed)), content);
    }

    /**
     * Adds the nodes that make images of rows of the pool.
     *
     * @param rows UINT8 {@code [n, bytes of an image]}
     * @return FLOAT32 {@code [n, 1, side, side]} with values 0..1
     */
    static Tensor unpack(Tensor rows, int side, boolean packed) {
        int n = rows.size(0);
        Tensor bytes = rows.cast(ElementType.FLOAT32);
        return packed
                ? bits(bytes).slice(1, 0, side * side).reshape(n, 1, side, side)
                : bytes.dividedBy(255).reshape(n, 1, side, side);
    }

    /** Bit k of a byte b is floor(b / 2^k) - 2 floor(b / 2^(k+1)), exact in single precision. */
    private static Tensor bits(Tensor bytes) {
        int n = bytes.size(0);
        int width = bytes.size(1);
        float[] weights = new float[BITS];
        float[] halfWeights = new float[BITS];
        for (int bit = 0; bit < BITS; bit++) {
            weights[bit] = 1f / (1 << (BITS - 1 - bit));
            halfWeights[bit] = weights[bit] / 2;
        }
        Tensor column = bytes.reshape(n, width, 1);
        Tensor shifted = column.times(bytes.builder().constant(HostTensor.of(Shape.of(BITS), weights)))
                .floor();
        Tensor above = column.times(bytes.builder().constant(HostTensor.of(Shape.of(BITS), halfWeights)))
                .floor();
        return shifted.minus(above.times(2)).reshape(n, width * BITS);
    }
}
