package org.disentangle.engine.nd4j.compiler;

import java.util.ArrayList;
import java.util.List;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Shape;
import org.disentangle.engine.nd4j.kernel.NativeOp;
import org.disentangle.engine.nd4j.plan.Arithmetic;
import org.disentangle.engine.nd4j.plan.Slot;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/** Products, convolutions and pooling. */
final class LayerRules implements Rules {
    private static final long EXPLICIT_PADDING = 0;
    private static final long CHANNELS_FIRST = 0;
    /** Weights are {@code [out, in, kh, kw]}. */
    private static final long WEIGHTS_OUT_FIRST = 1;

    private final Arithmetic math;

    LayerRules(Arithmetic math) {
        this.math = math;
    }

    @Override
    public @Nullable Slot forward(ProgramStep step) {
        Operation operation = step.node().operation();
        Slot x = step.input(0);
        if (operation instanceof Operation.MatrixMultiply multiply) {
            return product(x, step.input(1), multiply.transposeLeft(), multiply.transposeRight());
        } else if (operation instanceof Operation.Linear) {
            Slot product = math.product(x, step.input(1), false, true);
            return hasBias(step) ? math.add(product, step.input(2)) : product;
        } else if (operation instanceof Operation.Convolution2d convolution) {
            NativeOp op =
                    NativeOp.of("conv2d", settings(convolution, step.input(1).shape()));
            return math.tape()
                    .call(op, step.node().shape(), DataType.FLOAT, step.inputs().toArray(Slot[]::new));
        } else if (operation instanceof Operation.MaxPool2d pool) {
            return pool(pool, x, step.node().shape());
        }
        return null;
    }

    /** ND4J's own skips NaN; it is put back where there is one in the window. */
    private Slot pool(Operation.MaxPool2d pool, Slot x, Shape shape) {
        Slot largest = math.tape().call(NativeOp.of("maxpool2d", settings(pool)), shape, DataType.FLOAT, x);
        Slot undefined =
                math.tape().call(NativeOp.of("maxpool2d", settings(pool)), shape, DataType.FLOAT, math.undefined(x));
        Slot within = math.compare("greater", undefined, math.tape().constant(0));
        return math.select(within, math.tape().constant(Float.NaN), largest);
    }

    private static boolean hasBias(ProgramStep step) {
        return step.inputs().size() == 3;
    }

    private static long[] settings(Operation.Convolution2d convolution, Shape weight) {
        long stride = convolution.stride();
        long padding = convolution.padding();
        return new long[] {
            weight.size(2),
            weight.size(3),
            stride,
            stride,
            padding,
            padding,
            1,
            1,
            EXPLICIT_PADDING,
            CHANNELS_FIRST,
            WEIGHTS_OUT_FIRST
        };
    }

    private static long[] settings(Operation.MaxPool2d pool) {
        long kernel = pool.kernel();
        long stride = pool.stride();
        long padding = pool.padding();
        return new long[] {kernel, kernel, stride, stride, padding, padding, 1, 1, EXPLICIT_PADDING, 0, CHANNELS_FIRST};
    }

    /** A matrix on one side is repeated where the other has leading axes. */
    private Slot product(Slot a, Slot b, boolean transposeA, boolean transposeB) {
        int rank = Math.max(a.shape().rank(), b.shape().rank());
        List<Integer> lead = (a.shape().rank() == rank ? a : b).shape().sizes().subList(0, rank - 2);
        return math.product(withLead(a, lead), withLead(b, lead), transposeA, transposeB);
    }

    private Slot withLead(Slot a, List<Integer> lead) {
        Shape shape = a.shape();
        if (shape.rank() == lead.size() + 2) {
            return a;
        }
        List<Integer> sizes = new ArrayList<>(lead);
        sizes.addAll(shape.sizes());
        return math.broadcast(a, new Shape(sizes));
    }

    @Override
    public boolean backward(ProgramStep step, Slot z, Slot g, Gradients gradients) {
        Operation operation = step.node().operation();
        if (operation instanceof Operation.MatrixMultiply multiply) {
            productGradients(step, multiply.transposeLeft(), multiply.transposeRight(), g, gradients);
        } else if (operation instanceof Operation.Linear) {
            productGradients(step, false, true, g, gradients);
            if (hasBias(step) && step.wants(gradients, 2)) {
                step.give(gradients, 2, g);
            }
        } else if (operation instanceof Operation.Convolution2d convolution) {
            convolutionGradients(step, convolution, g, gradients);
        } else if (operation instanceof Operation.MaxPool2d pool) {
            Slot x = step.input(0);
            NativeOp op = NativeOp.of("maxpool2d_bp", settings(pool));
            step.give(gradients, 0, math.tape().call(op, x.shape(), DataType.FLOAT, x, g));
        } else {
            return false;
        }
        return true;
    }

    private void productGradients(
            ProgramStep step, boolean transposeA, boolean transposeB, Slot g, Gradients gradients) {
        Slot a = step.input(0);
        Slot b = step.input(1);
        if (step.wants(gradients, 0)) {
            step.give(gradients, 0, transposeA ? product(b, g, transposeB, true) : product(g, b, false, !transposeB));
        }
        if (step.wants(gradients, 1)) {
            step.give(gradients, 1, transposeB ? product(g, a, true, transposeA) : product(a, g, !transposeA, false));
        }
    }

    /** One call gives all; it cannot be told to leave out the image's. */
    private void convolutionGradients(
            ProgramStep step, Operation.Convolution2d convolution, Slot g, Gradients gradients) {
        List<Slot> reads = new ArrayList<>(step.inputs());
        reads.add(g);
        List<Slot> writes = new ArrayList<>();
        step.inputs().forEach(input -> writes.add(Slot.computed(input.shape(), DataType.FLOAT)));
        NativeOp op =
                NativeOp.of("conv2d_bp", settings(convolution, step.input(1).shape()));
        math.tape().call(op, reads, writes);
        for (int i = 0; i < writes.size(); i++) {
            step.give(gradients, i, writes.get(i));
        }
    }
}
