package org.disentangle.engine.nd4j.compiler;

import java.util.ArrayList;
import java.util.List;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Shape;
import org.disentangle.engine.nd4j.kernel.HostKernels;
import org.disentangle.engine.nd4j.kernel.Kernel;
import org.disentangle.engine.nd4j.kernel.NativeOp;
import org.disentangle.engine.nd4j.memory.HostTransfer;
import org.disentangle.engine.nd4j.plan.Arithmetic;
import org.disentangle.engine.nd4j.plan.Slot;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Operations that move numbers about. */
final class FormRules implements Rules {
    private final Arithmetic math;

    FormRules(Arithmetic math) {
        this.math = math;
    }

    @Override
    public @Nullable Slot forward(ProgramStep step) {
        Operation operation = step.node().operation();
        Slot x = step.input(0);
        if (operation instanceof Operation.Gather gather) {
            return gather(x, step.input(1), gather.axis(), step.node().shape());
        } else if (operation instanceof Operation.GatherAlong gather) {
            Slot index = step.input(1);
            Kernel kernel = HostKernels.gatherAlong(x.shape(), index.shape(), gather.axis(), x.type());
            return math.tape().call(kernel, step.node().shape(), x.type(), x, index);
        } else if (operation instanceof Operation.Reshape reshape) {
            return math.reshape(x, reshape.shape());
        } else if (operation instanceof Operation.Permute permute) {
            return math.permute(x, permute.axes());
        } else if (operation instanceof Operation.Broadcast broadcast) {
            return math.broadcast(x, broadcast.shape());
        } else if (operation instanceof Operation.Concatenate concatenate) {
            return concatenate(step.inputs(), step.node().shape(), concatenate.axis());
        } else if (operation instanceof Operation.Slice slice) {
            return math.slice(x, slice.axis(), slice.start(), slice.length());
        } else if (operation instanceof Operation.Cast cast) {
            return math.cast(x, HostTransfer.dataType(cast.type()));
        } else if (operation instanceof Operation.StopGradient) {
            return x;
        }
        return null;
    }

    private Slot gather(Slot x, Slot index, int axis, Shape shape) {
        NativeOp gather = NativeOp.of("gather", axis);
        int size = x.shape().size(axis);
        Kernel kernel = (reads, writes) -> {
            HostKernels.checkIndices(reads[1], size);
            gather.run(reads, writes);
        };
        return math.tape().call(kernel, shape, x.type(), x, index);
    }

    /** Along the first axis ND4J's {@code concat} takes seven times as long as copies of the parts to their places. Along others it is the quicker one. */
    private Slot concatenate(List<Slot> parts, Shape shape, int axis) {
        if (axis > 0) {
            return math.tape()
                    .call(NativeOp.of("concat", axis), shape, parts.get(0).type(), parts.toArray(Slot[]::new));
        }
        Slot whole = Slot.computed(shape, parts.get(0).type());
        int start = 0;
        for (Slot part : parts) {
            int size = part.shape().size(axis);
            math.copyInto(part, math.part(whole, axis, start, size));
            start += size;
        }
        return whole;
    }

    @Override
    public boolean backward(ProgramStep step, Slot z, Slot g, Gradients gradients) {
        Operation operation = step.node().operation();
        Slot x = step.input(0);
        if (operation instanceof Operation.Gather gather) {
            Kernel kernel = HostKernels.scatter(x.shape(), step.input(1).shape().size(0), gather.axis());
            step.give(gradients, 0, math.tape().call(kernel, x.shape(), DataType.FLOAT, g, step.input(1)));
        } else if (operation instanceof Operation.GatherAlong gather) {
            Kernel kernel = HostKernels.scatterAlong(x.shape(), step.input(1).shape(), gather.axis());
            step.give(gradients, 0, math.tape().call(kernel, x.shape(), DataType.FLOAT, g, step.input(1)));
        } else if (operation instanceof Operation.Reshape) {
            step.give(gradients, 0, math.reshape(g, x.shape()));
        } else if (operation instanceof Operation.Permute permute) {
            step.give(gradients, 0, math.permute(g, inverse(permute.axes())));
        } else if (operation instanceof Operation.Broadcast) {
            step.give(gradients, 0, g);
        } else if (operation instanceof Operation.Concatenate concatenate) {
            concatenateGradients(step, concatenate.axis(), g, gradients);
        } else if (operation instanceof Operation.Slice slice) {
            step.give(gradients, 0, sliceGradient(x.shape(), slice, g));
        } else {
            // A cast from FLOAT32 to integers has no gradient, and there is none to integers.
            return operation instanceof Operation.StopGradient || operation instanceof Operation.Cast;
        }
        return true;
    }

    private static List<Integer> inverse(List<Integer> axes) {
        List<Integer> inverse = new ArrayList<>(axes);
        for (int i = 0; i < axes.size(); i++) {
            inverse.set(axes.get(i), i);
        }
        return inverse;
    }

    private void concatenateGradients(ProgramStep step, int axis, Slot g, Gradients gradients) {
        int start = 0;
        for (int i = 0; i < step.inputs().size(); i++) {
            int size = step.input(i).shape().size(axis);
            if (step.wants(gradients, i)) {
                step.give(gradients, i, math.slice(g, axis, start, size));
            }
            start += size;
        }
    }

    private Slot sliceGradient(Shape shape, Operation.Slice slice, Slot g) {
        Slot whole = Slot.computed(shape, DataType.FLOAT);
        Kernel clear = (INDArray[] reads, INDArray[] writes) -> HostTransfer.zero(writes[0]);
        math.tape().into(clear, whole);
        math.copyInto(g, math.part(whole, slice.axis(), slice.start(), slice.length()));
        return whole;
    }
}
