package org.disentangle.core.reference;

import java.util.ArrayList;
import java.util.List;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Operations over whole axes: reductions and softmax. */
final class ReductionKernels {
    private ReductionKernels() {}

    static @Nullable ReferenceTensor apply(Operation operation, List<ReferenceTensor> inputs) {
        if (operation instanceof Operation.Reduce reduce) {
            return reduce(inputs.get(0), reduce.kind(), reduce.axes(), reduce.keep());
        } else if (operation instanceof Operation.Softmax softmax) {
            return logSoftmax(inputs.get(0), softmax.axis()).map(Math::exp);
        } else if (operation instanceof Operation.LogSoftmax softmax) {
            return logSoftmax(inputs.get(0), softmax.axis());
        }
        return null;
    }

    private static ReferenceTensor reduce(
            ReferenceTensor tensor, Operation.ReduceKind kind, List<Integer> axes, boolean keep) {
        Shape shape = tensor.shape();
        List<Integer> kept = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            boolean gone = axes.contains(axis);
            kept.add(gone ? 1 : shape.size(axis));
            if (!gone) {
                sizes.add(shape.size(axis));
            }
        }
        Shape wide = new Shape(kept);
        int[] cells = cells(shape, wide);
        List<List<Double>> members = new ArrayList<>();
        for (int i = 0; i < wide.elements(); i++) {
            members.add(new ArrayList<>());
        }
        for (int i = 0; i < cells.length; i++) {
            members.get(cells[i]).add(tensor.values()[i]);
        }
        double[] values =
                members.stream().mapToDouble(cell -> reduce(kind, cell)).toArray();
        return new ReferenceTensor(keep ? wide : new Shape(sizes), values);
    }

    private static double reduce(Operation.ReduceKind kind, List<Double> cell) {
        double sum = cell.stream().mapToDouble(x -> x).sum();
        double largest = cell.stream().mapToDouble(x -> x).max().orElseThrow();
        return switch (kind) {
            case SUM -> sum;
            case MEAN -> sum / cell.size();
            case MAX -> largest;
            case MIN -> cell.stream().mapToDouble(x -> x).min().orElseThrow();
            case LOG_SUM_EXP ->
                Math.log(cell.stream().mapToDouble(x -> Math.exp(x - largest)).sum()) + largest;
        };
    }

    private static ReferenceTensor logSoftmax(ReferenceTensor tensor, int axis) {
        ReferenceTensor sums = reduce(tensor, Operation.ReduceKind.LOG_SUM_EXP, List.of(axis), true);
        int[] cells = cells(tensor.shape(), sums.shape());
        double[] values = new double[cells.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.values()[i] - sums.values()[cells[i]];
        }
        return new ReferenceTensor(tensor.shape(), values);
    }

    /** For each element the position of its cell in the shape whose reduced axes have size 1. */
    private static int[] cells(Shape shape, Shape wide) {
        int[] strides = ReferenceTensor.strides(wide);
        int[] cells = new int[shape.elements()];
        for (int i = 0; i < cells.length; i++) {
            int rest = i;
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                int index = rest % shape.size(axis);
                rest /= shape.size(axis);
                cells[i] += wide.size(axis) == 1 ? 0 : index * strides[axis];
            }
        }
        return cells;
    }
}
