package org.disentangle.datasets.npz;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Objects;

/**
 * An array of NumPy, row-major (C order). The values are not copied: whoever makes an array gives them up, and readers do not
 * write to them.
 */
public final class NpyArray {
    private final NpyType type;
    private final List<Integer> shape;
    private final Object values;

    /** @param values {@code byte[]} for BOOL and UINT8, {@code float[]} for FLOAT16 and FLOAT32, {@code double[]} for FLOAT64, else {@code long[]} */
    NpyArray(NpyType type, List<Integer> shape, Object values) {
        this.type = type;
        this.shape = List.copyOf(shape);
        this.values = Objects.requireNonNull(values);
        long elements = this.shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        int length = Array.getLength(values);
        if (elements != length) {
            throw new IllegalArgumentException(shape + " holds " + elements + " elements, the array " + length);
        }
    }

    public static NpyArray of(List<Integer> shape, float... values) {
        return new NpyArray(NpyType.FLOAT32, shape, values);
    }

    public static NpyArray of(List<Integer> shape, double... values) {
        return new NpyArray(NpyType.FLOAT64, shape, values);
    }

    public static NpyArray of(List<Integer> shape, long... values) {
        return new NpyArray(NpyType.INT64, shape, values);
    }

    /** Unsigned bytes. */
    public static NpyArray of(List<Integer> shape, byte... values) {
        return new NpyArray(NpyType.UINT8, shape, values);
    }

    /** The type in the file; values are held in the next wider type of Java where it has none of its own. */
    public NpyType type() {
        return type;
    }

    /** Sizes of at least 0, outermost first; empty for a scalar. */
    public List<Integer> shape() {
        return shape;
    }

    /** Real numbers; those of float64 are rounded to the nearest float, and become infinite beyond its range. */
    public float[] floats() {
        if (values instanceof double[] doubles) {
            float[] rounded = new float[doubles.length];
            for (int i = 0; i < rounded.length; i++) {
                rounded[i] = (float) doubles[i];
            }
            return rounded;
        }
        return (float[]) expect(values instanceof float[], "real numbers");
    }

    /** Real numbers, exactly. */
    public double[] doubles() {
        if (values instanceof float[] floats) {
            double[] wide = new double[floats.length];
            for (int i = 0; i < wide.length; i++) {
                wide[i] = floats[i];
            }
            return wide;
        }
        return (double[]) expect(values instanceof double[], "real numbers");
    }

    /** Whole numbers of any size, and booleans as 0 and 1. */
    public long[] longs() {
        if (values instanceof byte[] bytes) {
            long[] wide = new long[bytes.length];
            for (int i = 0; i < wide.length; i++) {
                wide[i] = bytes[i] & 0xff;
            }
            return wide;
        }
        return (long[]) expect(values instanceof long[], "whole numbers");
    }

    /** Unsigned bytes, or booleans as 0 and 1. */
    public byte[] bytes() {
        return (byte[]) expect(values instanceof byte[], "unsigned bytes");
    }

    private Object expect(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("The array " + this + " does not hold " + what);
        }
        return values;
    }

    /** Type and shape: {@code float32[2, 16, 8]}. */
    @Override
    public String toString() {
        return type + shape.toString();
    }
}
