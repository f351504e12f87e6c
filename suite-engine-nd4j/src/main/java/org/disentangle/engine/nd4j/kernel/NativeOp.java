package org.disentangle.engine.nd4j.kernel;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One of ND4J's own operations, by name, with fixed settings. Its native context is made once and used for every run: ND4J frees
 * contexts by the garbage collector alone ({@link OpContext#close()} does nothing), so one per run would pile up.
 */
public final class NativeOp implements Kernel {
    private final DynamicCustomOp op;
    private final OpContext context;
    private INDArray @Nullable [] inputs;
    private INDArray @Nullable [] outputs;

    private NativeOp(String name, long[] integers, double[] numbers) {
        op = DynamicCustomOp.builder(name).build();
        context = Nd4j.getExecutioner().buildContext();
        if (integers.length > 0) {
            context.setIArguments(integers);
        }
        if (numbers.length > 0) {
            context.setTArguments(numbers);
        }
    }

    public static NativeOp of(String name, long... integers) {
        return new NativeOp(name, integers, new double[0]);
    }

    /** One that reduces axes and keeps them with size 1. */
    public static NativeOp reduction(String name, long... axes) {
        return new NativeOp(name, axes, new double[] {1});
    }

    @Override
    public String name() {
        return op.opName();
    }

    @Override
    public void run(INDArray[] reads, INDArray[] writes) {
        for (int i = 0; i < reads.length; i++) {
            if (inputs == null || inputs[i] != reads[i]) {
                context.setInputArray(i, reads[i]);
            }
        }
        for (int i = 0; i < writes.length; i++) {
            if (outputs == null || outputs[i] != writes[i]) {
                context.setOutputArray(i, writes[i]);
            }
        }
        inputs = reads.clone();
        outputs = writes.clone();
        OpExecutioner executioner = Nd4j.getExecutioner();
        executioner.exec(op, context);
    }
}
