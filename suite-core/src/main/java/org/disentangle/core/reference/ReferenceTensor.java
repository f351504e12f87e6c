package org.disentangle.core.reference;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;

/** Numbers of any element type as doubles, row-major. The array is not copied. */
public record ReferenceTensor(Shape shape, double[] values) {
    public ReferenceTensor {
        if (shape.elements() != values.length) {
            throw new IllegalArgumentException(shape + " does not hold " + values.length + " values");
        }
    }

    public static ReferenceTensor of(Shape shape, double... values) {
        return new ReferenceTensor(shape, values);
    }

    public static ReferenceTensor zeros(Shape shape) {
        return new ReferenceTensor(shape, new double[shape.elements()]);
    }

    public static ReferenceTensor of(HostTensor tensor) {
        double[] values = new double[tensor.shape().elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (tensor.type()) {
                case FLOAT32 -> tensor.floats()[i];
                case INT64 -> tensor.longs()[i];
                case UINT8 -> Byte.toUnsignedInt(tensor.bytes()[i]);
            };
        }
        return new ReferenceTensor(tensor.shape(), values);
    }

    /** The nearest numbers of the type; integers are cut off towards zero. */
    public HostTensor toHost(ElementType type) {
        return switch (type) {
            case FLOAT32 -> {
                float[] floats = new float[values.length];
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = (float) values[i];
                }
                yield HostTensor.of(shape, floats);
            }
            case INT64 ->
                HostTensor.of(
                        shape,
                        Arrays.stream(values).mapToLong(value -> (long) value).toArray());
            case UINT8 -> {
                byte[] bytes = new byte[values.length];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) (int) values[i];
                }
                yield HostTensor.of(shape, bytes);
            }
        };
    }

    /** The value of a tensor with one element. */
    public double scalar() {
        if (values.length != 1) {
            throw new IllegalStateException(shape + " is no scalar");
        }
        return values[0];
    }

    /** The value at one place. */
    public double at(int... index) {
        int[] strides = strides(shape);
        int position = 0;
        for (int axis = 0; axis < index.length; axis++) {
            position += index[axis] * strides[axis];
        }
        return values[position];
    }

    public ReferenceTensor map(DoubleUnaryOperator function) {
        return new ReferenceTensor(shape, Arrays.stream(values).map(function).toArray());
    }

    static int[] strides(Shape shape) {
        int[] strides = new int[shape.rank()];
        int stride = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape.size(axis);
        }
        return strides;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReferenceTensor that && shape.equals(that.shape) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return shape + " " + Arrays.toString(values);
    }
}
