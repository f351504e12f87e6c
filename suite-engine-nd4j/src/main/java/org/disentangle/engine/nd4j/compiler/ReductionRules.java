package org.disentangle.engine.nd4j.compiler;

import java.util.List;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Shape;
import org.disentangle.engine.nd4j.kernel.HostKernels;
import org.disentangle.engine.nd4j.kernel.Kernel;
import org.disentangle.engine.nd4j.kernel.NativeOp;
import org.disentangle.engine.nd4j.plan.Arithmetic;
import org.disentangle.engine.nd4j.plan.Slot;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;

/** Operations that look along axes. */
final class ReductionRules implements Rules {
    private final Arithmetic math;

    ReductionRules(Arithmetic math) {
        this.math = math;
    }

    @Override
    public @Nullable Slot forward(ProgramStep step) {
        Operation operation = step.node().operation();
        Slot x = step.input(0);
        if (operation instanceof Operation.Reduce reduce) {
            return reduce.axes().isEmpty() ? x : reduce(reduce, x);
        } else if (operation instanceof Operation.Softmax softmax) {
            return math.tape().call(NativeOp.of("softmax", softmax.axis()), x.shape(), DataType.FLOAT, x);
        } else if (operation instanceof Operation.LogSoftmax softmax) {
            return logSoftmax(x, List.of(softmax.axis()));
        }
        return null;
    }

    private Slot reduce(Operation.Reduce reduce, Slot x) {
        List<Integer> axes = reduce.axes();
        Slot kept =
                switch (reduce.kind()) {
                    case SUM -> math.sum(x, axes, true);
                    case MEAN -> math.scale(math.sum(x, axes, true), 1.0 / count(x, axes));
                    case MAX -> extreme("reduce_max", x, axes);
                    case MIN -> extreme("reduce_min", x, axes);
                    case LOG_SUM_EXP -> logSumExp(x, axes);
                };
        return math.reshape(kept, Arithmetic.reduced(x.shape(), axes, reduce.keep()));
    }

    private static int count(Slot x, List<Integer> axes) {
        return axes.stream().mapToInt(x.shape()::size).reduce(1, (a, b) -> a * b);
    }

    /** ND4J's own skips NaN; it is put back where there is one among the numbers. */
    private Slot extreme(String name, Slot x, List<Integer> axes) {
        Slot found = math.extremeAlong(name, x, axes);
        Slot undefined = math.extremeAlong("reduce_max", math.undefined(x), axes);
        return math.select(undefined, math.tape().constant(Float.NaN), found);
    }

    /** By the largest number, so that no exponential overflows; where all are minus infinity, so is the result. */
    private Slot logSumExp(Slot x, List<Integer> axes) {
        Slot largest = largest(x, axes);
        Slot sum = math.sum(math.each(Exp::new, math.subtract(x, largest)), axes, true);
        return math.add(math.each(Log::new, sum), largest);
    }

    /** Not ND4J's {@code log_softmax}, which takes the logarithm of each share: minus infinity where the share is too small for 32 bits. */
    private Slot logSoftmax(Slot x, List<Integer> axes) {
        Slot below = math.subtract(x, largest(x, axes));
        Slot sum = math.sum(math.each(Exp::new, below), axes, true);
        return math.subtract(below, math.each(Log::new, sum));
    }

    /** As something that can be subtracted: no infinity. */
    private Slot largest(Slot x, List<Integer> axes) {
        Slot largest = math.extremeAlong("reduce_max", x, axes);
        Kernel finite = HostKernels.clamp(-Float.MAX_VALUE, Float.MAX_VALUE);
        return math.tape().call(finite, largest.shape(), DataType.FLOAT, largest);
    }

    @Override
    public boolean backward(ProgramStep step, Slot z, Slot g, Gradients gradients) {
        Operation operation = step.node().operation();
        Slot x = step.input(0);
        if (operation instanceof Operation.Reduce reduce) {
            step.give(gradients, 0, reduce.axes().isEmpty() ? g : reduceGradient(reduce, x, z, g));
        } else if (operation instanceof Operation.Softmax softmax) {
            Slot weighted = math.multiply(g, z);
            Slot sum = math.sum(weighted, List.of(softmax.axis()), true);
            step.give(gradients, 0, math.subtract(weighted, math.multiply(z, sum)));
        } else if (operation instanceof Operation.LogSoftmax softmax) {
            Slot sum = math.sum(g, List.of(softmax.axis()), true);
            step.give(gradients, 0, math.subtract(g, math.multiply(math.each(Exp::new, z), sum)));
        } else {
            return false;
        }
        return true;
    }

    private Slot reduceGradient(Operation.Reduce reduce, Slot x, Slot z, Slot g) {
        List<Integer> axes = reduce.axes();
        Shape kept = Arithmetic.reduced(x.shape(), axes, true);
        Slot wide = math.reshape(g, kept);
        Slot result = math.reshape(z, kept);
        return switch (reduce.kind()) {
            case SUM -> math.broadcast(wide, x.shape());
            case MEAN -> math.broadcast(math.scale(wide, 1.0 / count(x, axes)), x.shape());
            case MAX, MIN -> {
                // Shared among ties, as PyTorch's amax does.
                Slot chosen = math.compare("equals", x, result);
                Slot share = math.divide(wide, math.sum(chosen, axes, true));
                yield math.select(chosen, share, math.tape().constant(0));
            }
            case LOG_SUM_EXP -> math.multiply(wide, math.each(Exp::new, math.subtract(x, result)));
        };
    }
}
