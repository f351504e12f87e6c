package org.disentangle.core.reference;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Operations that move numbers about. */
final class FormKernels {
    private FormKernels() {}

    static @Nullable ReferenceTensor apply(Operation operation, List<ReferenceTensor> inputs) {
        ReferenceTensor x = inputs.get(0);
        if (operation instanceof Operation.Gather gather) {
            ReferenceTensor indices = inputs.get(1);
            Shape shape = x.shape().with(gather.axis(), indices.shape().size(0));
            return moved(
                    x,
                    shape,
                    index -> with(
                            index, gather.axis(), chosen(indices.values()[index[gather.axis()]], x, gather.axis())));
        } else if (operation instanceof Operation.GatherAlong gather) {
            ReferenceTensor indices = inputs.get(1);
            return moved(
                    x,
                    indices.shape(),
                    index -> with(index, gather.axis(), chosen(indices.at(index), x, gather.axis())));
        } else if (operation instanceof Operation.Permute permute) {
            return permuted(x, permute.axes());
        } else if (operation instanceof Operation.Broadcast broadcast) {
            return ElementwiseKernels.broadcastTo(x, broadcast.shape());
        } else if (operation instanceof Operation.Concatenate concatenate) {
            return concatenated(inputs, concatenate.axis());
        } else if (operation instanceof Operation.Slice slice) {
            Shape shape = x.shape().with(slice.axis(), slice.length());
            return moved(x, shape, index -> with(index, slice.axis(), index[slice.axis()] + slice.start()));
        }
        return null;
    }

    static ReferenceTensor recast(Operation operation, ReferenceTensor x) {
        if (operation instanceof Operation.Reshape reshape) {
            return new ReferenceTensor(reshape.shape(), x.values());
        }
        boolean floating = operation instanceof Operation.Cast cast && cast.type() == ElementType.FLOAT32;
        return floating ? x : x.map(value -> (double) (long) value);
    }

    private static ReferenceTensor permuted(ReferenceTensor x, List<Integer> axes) {
        Shape shape = Shape.of(axes.stream().mapToInt(x.shape()::size).toArray());
        return moved(x, shape, index -> {
            int[] source = new int[index.length];
            for (int axis = 0; axis < index.length; axis++) {
                source[axes.get(axis)] = index[axis];
            }
            return source;
        });
    }

    private static ReferenceTensor concatenated(List<ReferenceTensor> parts, int axis) {
        int size = parts.stream().mapToInt(part -> part.shape().size(axis)).sum();
        Shape shape = parts.get(0).shape().with(axis, size);
        double[] values = new double[shape.elements()];
        int[] index = new int[shape.rank()];
        for (int i = 0; i < values.length; i++) {
            index(i, shape, index);
            int within = index[axis];
            int part = 0;
            while (within >= parts.get(part).shape().size(axis)) {
                within -= parts.get(part).shape().size(axis);
                part++;
            }
            values[i] = parts.get(part).at(with(index, axis, within));
        }
        return new ReferenceTensor(shape, values);
    }

    /** Each element of the result taken from the place of x that its own place is mapped to. */
    private static ReferenceTensor moved(ReferenceTensor x, Shape shape, UnaryOperator<int[]> source) {
        double[] values = new double[shape.elements()];
        int[] index = new int[shape.rank()];
        for (int i = 0; i < values.length; i++) {
            index(i, shape, index);
            values[i] = x.at(source.apply(index));
        }
        return new ReferenceTensor(shape, values);
    }

    private static int chosen(double index, ReferenceTensor x, int axis) {
        int size = x.shape().size(axis);
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException((long) index + " on an axis of size " + size);
        }
        return (int) index;
    }

    private static int[] with(int[] index, int axis, int value) {
        int[] changed = Arrays.copyOf(index, index.length);
        changed[axis] = value;
        return changed;
    }

    private static void index(int position, Shape shape, int[] index) {
        int rest = position;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            index[axis] = rest % shape.size(axis);
            rest /= shape.size(axis);
        }
    }
}
