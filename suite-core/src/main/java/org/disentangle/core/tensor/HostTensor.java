package org.disentangle.core.tensor;

import java.util.Objects;

/**
 * Numbers on the host, row-major. The array is not copied: whoever makes a host tensor gives the array up, and readers do
 * not write to it.
 */
public final class HostTensor implements TensorValue {
    private final Shape shape;
    private final ElementType type;
    private final Object data;

    private HostTensor(Shape shape, ElementType type, Object data, int length) {
        if (shape.elements() != length) {
            throw new ShapeException(shape + " holds " + shape.elements() + " elements, the array " + length);
        }
        this.shape = shape;
        this.type = type;
        this.data = data;
    }

    public static HostTensor of(Shape shape, float... values) {
        return new HostTensor(shape, ElementType.FLOAT32, Objects.requireNonNull(values), values.length);
    }

    public static HostTensor of(Shape shape, long... values) {
        return new HostTensor(shape, ElementType.INT64, Objects.requireNonNull(values), values.length);
    }

    /** Unsigned bytes. */
    public static HostTensor of(Shape shape, byte... values) {
        return new HostTensor(shape, ElementType.UINT8, Objects.requireNonNull(values), values.length);
    }

    public static HostTensor scalar(float value) {
        return of(Shape.SCALAR, new float[] {value});
    }

    /** Copies ints into an INT64 vector, the form in which indices and labels travel. */
    public static HostTensor indices(int... values) {
        long[] wide = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return of(Shape.of(values.length), wide);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public ElementType type() {
        return type;
    }

    public float[] floats() {
        return (float[]) expect(ElementType.FLOAT32);
    }

    public long[] longs() {
        return (long[]) expect(ElementType.INT64);
    }

    public byte[] bytes() {
        return (byte[]) expect(ElementType.UINT8);
    }

    private Object expect(ElementType expected) {
        if (type != expected) {
            throw new IllegalStateException("The tensor " + shape + " holds " + type + ", not " + expected);
        }
        return data;
    }

    @Override
    public String toString() {
        return type + shape.toString();
    }
}
