package org.disentangle.engine.libtorch;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The arguments of a kernel, in the form it wants them. */
final class Arguments {
    private final Value[] values;
    private final Scalar zero;
    private int[] nodes = {};

    /** @param values by node id, filled as the run goes on */
    Arguments(Value[] values, Scalar zero) {
        this.values = values;
        this.zero = zero;
    }

    void moveTo(int[] nodes) {
        this.nodes = nodes;
    }

    int count() {
        return nodes.length;
    }

    Tensor raw(int position) {
        return values[nodes[position]].raw();
    }

    Tensor float32(int position) {
        return values[nodes[position]].float32();
    }

    Tensor low(int position) {
        return values[nodes[position]].low();
    }

    Tensor mask(int position) {
        return values[nodes[position]].mask(zero);
    }
}
