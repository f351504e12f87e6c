package org.disentangle.engine.nd4j.compiler;

import java.util.List;
import org.disentangle.core.tensor.Node;
import org.disentangle.engine.nd4j.plan.Slot;

/** One node with the slots of what it reads. */
record ProgramStep(Node node, List<Slot> inputs) {
    ProgramStep {
        inputs = List.copyOf(inputs);
    }

    Slot input(int position) {
        return inputs.get(position);
    }

    /** Hands on the gradient of one of the inputs. */
    void give(Gradients gradients, int position, Slot gradient) {
        gradients.give(node.inputs().get(position), input(position).shape(), gradient);
    }

    boolean wants(Gradients gradients, int position) {
        return gradients.wants(node.inputs().get(position));
    }
}
