package org.disentangle.core.tensor;

import java.util.List;

/** One step of a program. Inputs are ids of earlier nodes; {@code scope} is where in the model it was made, for messages. */
public record Node(int id, Operation operation, List<Integer> inputs, Shape shape, ElementType type, String scope) {
    public Node {
        inputs = List.copyOf(inputs);
    }
}
