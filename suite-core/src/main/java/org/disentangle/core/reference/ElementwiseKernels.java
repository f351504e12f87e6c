package org.disentangle.core.reference;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Operations on each element by itself, with broadcasting. */
final class ElementwiseKernels {
    private ElementwiseKernels() {}

    static @Nullable ReferenceTensor apply(Operation operation, List<ReferenceTensor> inputs) {
        if (operation instanceof Operation.Unary unary) {
            return inputs.get(0).map(x -> unary(unary.kind(), x));
        } else if (operation instanceof Operation.LeakyRelu relu) {
            return inputs.get(0).map(x -> x > 0 ? x : relu.slope() * x);
        } else if (operation instanceof Operation.Affine affine) {
            return inputs.get(0).map(x -> affine.scale() * x + affine.offset());
        } else if (operation instanceof Operation.Clamp clamp) {
            return inputs.get(0).map(x -> Math.min(Math.max(x, clamp.minimum()), clamp.maximum()));
        } else if (operation instanceof Operation.Binary binary) {
            return broadcast(inputs.get(0), inputs.get(1), (a, b) -> binary(binary.kind(), a, b));
        } else if (operation instanceof Operation.Where) {
            return where(inputs.get(0), inputs.get(1), inputs.get(2));
        }
        return null;
    }

    /** The tensor repeated to the shape. */
    static ReferenceTensor broadcastTo(ReferenceTensor tensor, Shape shape) {
        double[] values = new double[shape.elements()];
        int[] strides = strides(tensor.shape(), shape);
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.values()[position(i, shape, strides)];
        }
        return new ReferenceTensor(shape, values);
    }

    private static ReferenceTensor broadcast(ReferenceTensor left, ReferenceTensor right, DoubleBinaryOperator f) {
        Shape shape = Shape.broadcast(left.shape(), right.shape());
        ReferenceTensor a = broadcastTo(left, shape);
        ReferenceTensor b = broadcastTo(right, shape);
        double[] values = new double[shape.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = f.applyAsDouble(a.values()[i], b.values()[i]);
        }
        return new ReferenceTensor(shape, values);
    }

    private static ReferenceTensor where(ReferenceTensor mask, ReferenceTensor yes, ReferenceTensor no) {
        Shape shape = Shape.broadcast(mask.shape(), Shape.broadcast(yes.shape(), no.shape()));
        ReferenceTensor chosen = broadcastTo(mask, shape);
        ReferenceTensor a = broadcastTo(yes, shape);
        ReferenceTensor b = broadcastTo(no, shape);
        double[] values = new double[shape.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = chosen.values()[i] != 0 ? a.values()[i] : b.values()[i];
        }
        return new ReferenceTensor(shape, values);
    }

    private static double unary(Operation.UnaryKind kind, double x) {
        return switch (kind) {
            case NEGATE -> -x;
            case ABSOLUTE -> Math.abs(x);
            case SIGN -> Math.signum(x);
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case SQRT -> Math.sqrt(x);
            case SQUARE -> x * x;
            case RECIPROCAL -> 1 / x;
            case RELU -> Math.max(x, 0);
            case FLOOR -> Math.floor(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case TANH -> Math.tanh(x);
        };
    }

    private static double binary(Operation.BinaryKind kind, double a, double b) {
        return switch (kind) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case MAXIMUM -> Math.max(a, b);
            case MINIMUM -> Math.min(a, b);
            case EQUAL -> a == b ? 1 : 0;
            case GREATER -> a > b ? 1 : 0;
        };
    }

    /** For each axis of the wide shape, how far one step moves in the narrow tensor. */
    private static int[] strides(Shape narrow, Shape wide) {
        int[] own = ReferenceTensor.strides(narrow);
        int[] strides = new int[wide.rank()];
        int added = wide.rank() - narrow.rank();
        for (int axis = 0; axis < narrow.rank(); axis++) {
            strides[added + axis] = narrow.size(axis) == 1 ? 0 : own[axis];
        }
        return strides;
    }

    private static int position(int index, Shape shape, int[] strides) {
        int position = 0;
        int rest = index;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            position += rest % shape.size(axis) * strides[axis];
            rest /= shape.size(axis);
        }
        return position;
    }
}
