package org.disentangle.core.tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A finished tensor program: nodes in an order in which every input comes before its use. Immutable; run many times.
 *
 * @param name for messages
 * @param parameters in the order of their first use, each name once
 * @param outputs node ids by output name, in the order they were declared
 */
public record Program(
        String name,
        List<Node> nodes,
        List<ParameterDeclaration> parameters,
        List<BufferDeclaration> buffers,
        Map<String, Integer> outputs) {

    public Program {
        nodes = List.copyOf(nodes);
        parameters = List.copyOf(parameters);
        buffers = List.copyOf(buffers);
        outputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /** The input nodes by name, in the order they were declared. */
    public Map<String, Node> inputs() {
        Map<String, Node> inputs = new LinkedHashMap<>();
        for (Node node : nodes) {
            if (node.operation() instanceof Operation.Input input) {
                inputs.put(input.name(), node);
            }
        }
        return inputs;
    }

    public Node output(String name) {
        Integer id = outputs.get(name);
        if (id == null) {
            throw new IllegalArgumentException(
                    "Program '" + this.name + "' has no output '" + name + "', only " + outputs.keySet());
        }
        return nodes.get(id);
    }
}
