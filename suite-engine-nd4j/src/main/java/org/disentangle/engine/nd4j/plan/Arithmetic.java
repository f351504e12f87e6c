package org.disentangle.engine.nd4j.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.disentangle.core.tensor.Shape;
import org.disentangle.engine.nd4j.kernel.ElementOp;
import org.disentangle.engine.nd4j.kernel.HostKernels;
import org.disentangle.engine.nd4j.kernel.HostSum;
import org.disentangle.engine.nd4j.kernel.Kernel;
import org.disentangle.engine.nd4j.kernel.NativeOp;
import org.disentangle.engine.nd4j.memory.HostTransfer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarAdd;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;
import org.nd4j.linalg.api.ops.impl.transforms.any.Assign;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Calls that rules and their gradients are made of. Every method puts its calls on the tape and gives the slot of the result. */
public final class Arithmetic {
    private final Tape tape;

    public Arithmetic(Tape tape) {
        this.tape = tape;
    }

    public Tape tape() {
        return tape;
    }

    // Elementwise, broadcasting as NumPy does

    public Slot add(Slot a, Slot b) {
        return binary("add", a, b);
    }

    public Slot subtract(Slot a, Slot b) {
        return binary("subtract", a, b);
    }

    public Slot multiply(Slot a, Slot b) {
        return binary("multiply", a, b);
    }

    public Slot divide(Slot a, Slot b) {
        return binary("divide", a, b);
    }

    private Slot binary(String name, Slot a, Slot b) {
        return tape.call(NativeOp.of(name), Shape.broadcast(a.shape(), b.shape()), a.type(), a, b);
    }

    /** The larger or the smaller of two. */
    public Slot extreme(Slot a, Slot b, boolean larger) {
        Shape shape = Shape.broadcast(a.shape(), b.shape());
        if (a.type() != DataType.FLOAT) {
            return binary(larger ? "maximum" : "minimum", a, b);
        }
        return tape.call(HostKernels.extreme(larger), shape, DataType.FLOAT, broadcast(a, shape), broadcast(b, shape));
    }

    /** 1 where the comparison holds, else 0. */
    public Slot compare(String name, Slot a, Slot b) {
        return cast(
                tape.call(NativeOp.of(name), Shape.broadcast(a.shape(), b.shape()), DataType.BOOL, a, b),
                DataType.FLOAT);
    }

    /** 1 where there is NaN, else 0. */
    public Slot undefined(Slot a) {
        return compare("not_equals", a, a);
    }

    public Slot select(Slot mask, Slot a, Slot b) {
        Shape shape = Shape.broadcast(mask.shape(), Shape.broadcast(a.shape(), b.shape()));
        Slot[] operands = {mask, a, b};
        for (int i = 0; i < operands.length; i++) {
            if (!HostKernels.isSelectable(shape, operands[i].shape())) {
                operands[i] = broadcast(operands[i], shape);
            }
        }
        Kernel kernel = HostKernels.select(shape, operands[0].shape(), operands[1].shape(), operands[2].shape());
        return tape.call(kernel, shape, DataType.FLOAT, operands);
    }

    public Slot each(BiFunction<INDArray, INDArray, Op> make, Slot a) {
        return tape.call(new ElementOp(make), a.shape(), a.type(), a);
    }

    public Slot scale(Slot a, double factor) {
        return factor == 1 ? a : each((x, z) -> new ScalarMultiplication(x, null, z, factor), a);
    }

    public Slot shift(Slot a, double summand) {
        return summand == 0 ? a : each((x, z) -> new ScalarAdd(x, null, z, summand), a);
    }

    public Slot cast(Slot a, DataType type) {
        return a.type() == type ? a : tape.call(copying(), a.shape(), type, a);
    }

    public Slot copy(Slot a) {
        return tape.call(copying(), a.shape(), a.type(), a);
    }

    public void copyInto(Slot a, Slot target) {
        tape.into(copying(), target, a);
    }

    static Kernel copying() {
        return new ElementOp(Assign::new);
    }

    // Along axes

    public Slot sum(Slot a, List<Integer> axes, boolean keep) {
        return axes.isEmpty() ? a : reduce(new HostSum(a.shape(), axes), a, axes, keep);
    }

    /** The largest or smallest along axes, which stay with size 1. */
    public Slot extremeAlong(String name, Slot a, List<Integer> axes) {
        long[] dimensions = axes.stream().mapToLong(Integer::longValue).toArray();
        return reduce(NativeOp.reduction(name, dimensions), a, axes, true);
    }

    private Slot reduce(Kernel kernel, Slot a, List<Integer> axes, boolean keep) {
        Slot kept = tape.call(kernel, reduced(a.shape(), axes, true), a.type(), a);
        return keep ? kept : reshape(kept, reduced(a.shape(), axes, false));
    }

    public static Shape reduced(Shape shape, List<Integer> axes, boolean keep) {
        List<Integer> sizes = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (!axes.contains(axis)) {
                sizes.add(shape.size(axis));
            } else if (keep) {
                sizes.add(1);
            }
        }
        return new Shape(sizes);
    }

    /** Undoes a broadcast: the sum over all places that one number went to. */
    public Slot sumTo(Slot a, Shape shape) {
        if (a.shape().equals(shape)) {
            return a;
        }
        int missing = a.shape().rank() - shape.rank();
        List<Integer> axes = IntStream.range(0, a.shape().rank())
                .filter(axis -> axis < missing
                        || (shape.size(axis - missing) == 1 && a.shape().size(axis) > 1))
                .boxed()
                .toList();
        return reshape(sum(a, axes, true), shape);
    }

    /** Zeros and a sum: ND4J's {@code tile} takes forty times as long, and {@code broadcast_to} uses it. */
    public Slot broadcast(Slot a, Shape shape) {
        if (a.shape().equals(shape)) {
            return a;
        }
        NativeOp sum = NativeOp.of("add");
        Kernel kernel = (reads, writes) -> {
            HostTransfer.zero(writes[0]);
            sum.run(new INDArray[] {writes[0], reads[0]}, writes);
        };
        return tape.call(kernel, shape, a.type(), a);
    }

    // Form

    public Slot reshape(Slot a, Shape shape) {
        if (a.shape().equals(shape)) {
            return a;
        }
        long[] sizes = HostTransfer.sizes(shape);
        return a.viewedAs(shape, x -> x.reshape('c', sizes));
    }

    public Slot permute(Slot a, List<Integer> axes) {
        int[] order = axes.stream().mapToInt(Integer::intValue).toArray();
        Shape shape = Shape.of(axes.stream().mapToInt(a.shape()::size).toArray());
        return copy(a.viewedAs(shape, x -> x.permute(order)));
    }

    public Slot slice(Slot a, int axis, int start, int length) {
        return copy(part(a, axis, start, length));
    }

    /** A view of some of an axis. */
    public Slot part(Slot a, int axis, int start, int length) {
        INDArrayIndex[] indices = new INDArrayIndex[a.shape().rank()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = i == axis ? NDArrayIndex.interval(start, start + length) : NDArrayIndex.all();
        }
        return a.viewedAs(a.shape().with(axis, length), x -> x.get(indices));
    }

    // Products

    /** The product over the last two axes of two arrays of equal rank. */
    public Slot product(Slot a, Slot b, boolean transposeA, boolean transposeB) {
        Shape left = a.shape();
        Shape right = b.shape();
        int rank = left.rank();
        Shape shape = left.with(rank - 2, left.size(rank - (transposeA ? 1 : 2)))
                .with(rank - 1, right.size(rank - (transposeB ? 2 : 1)));
        NativeOp op = NativeOp.of("matmul", transposeA ? 1 : 0, transposeB ? 1 : 0);
        return tape.call(op, shape, DataType.FLOAT, a, b);
    }
}
