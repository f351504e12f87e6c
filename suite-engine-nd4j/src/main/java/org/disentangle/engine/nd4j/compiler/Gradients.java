package org.disentangle.engine.nd4j.compiler;

import org.disentangle.core.tensor.Shape;
import org.disentangle.engine.nd4j.plan.Arithmetic;
import org.disentangle.engine.nd4j.plan.Slot;
import org.jspecify.annotations.Nullable;

/** The gradient of one output with respect to nodes, as it gathers while the program is walked backward. */
final class Gradients {
    private final Arithmetic math;
    private final boolean[] wanted;
    private final @Nullable Slot[] byNode;

    /** @param wanted by node id: whether anything that is asked for lies behind it */
    Gradients(Arithmetic math, boolean[] wanted) {
        this.math = math;
        this.wanted = wanted;
        this.byNode = new Slot[wanted.length];
    }

    boolean wants(int node) {
        return wanted[node];
    }

    /** Adds to a node's gradient; a part that was broadcast on the way forward is summed. */
    void give(int node, Shape shape, Slot gradient) {
        if (wanted[node]) {
            Slot fitting = math.sumTo(gradient, shape);
            Slot before = byNode[node];
            byNode[node] = before == null ? fitting : math.add(before, fitting);
        }
    }

    @Nullable
    Slot of(int node) {
        return byNode[node];
    }
}
