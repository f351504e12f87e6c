package org.disentangle.engine.nd4j.kernel;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.factory.Nd4j;

/** An elementwise operation of one array, made once: a scalar operation allocates native memory for its number. */
public final class ElementOp implements Kernel {
    private final BiFunction<INDArray, INDArray, Op> make;
    private @Nullable Op op;

    /** @param make from the array to read and the one to fill */
    public ElementOp(BiFunction<INDArray, INDArray, Op> make) {
        this.make = make;
    }

    @Override
    public String name() {
        return op == null ? "elementwise" : op.opName();
    }

    @Override
    public void run(INDArray[] reads, INDArray[] writes) {
        if (op == null) {
            op = make.apply(reads[0], writes[0]);
        } else {
            op.setX(reads[0]);
            op.setZ(writes[0]);
        }
        Nd4j.getExecutioner().exec(op);
    }
}
