package org.disentangle.core.reference;

import java.util.HashMap;
import java.util.Map;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Program;

/**
 * Derivatives of a scalar output when parameters move together along directions, by central differences through the {@link
 * ReferenceInterpreter}: nobody's rules of differentiation. What stands behind a stop-gradient is held at its value, as backpropagation sees
 * it. May be asked by several threads at once.
 */
public final class Slopes {
    /** All numbers of a direction move at once, and any of them may cross a kink of the network: less than for one number. */
    private static final double STEP = 1e-7;

    private final Program program;
    private final Map<String, ReferenceTensor> inputs;
    private final Map<String, ReferenceTensor> variables;
    private final String output;
    private final Map<Integer, ReferenceTensor> stopped;

    /** @param output the name of a scalar output */
    public Slopes(
            Program program,
            Map<String, ReferenceTensor> inputs,
            Map<String, ReferenceTensor> variables,
            String output) {
        this.program = program;
        this.inputs = Map.copyOf(inputs);
        this.variables = Map.copyOf(variables);
        this.output = output;
        boolean stops = program.nodes().stream().anyMatch(node -> node.operation() instanceof Operation.StopGradient);
        this.stopped =
                stops ? ReferenceInterpreter.run(program, inputs, variables).stopped() : Map.of();
    }

    /**
     * The inner product of the gradient and a direction.
     *
     * @param direction by parameter, of its shape; parameters that are missing stay; no number in it should be larger than about 1
     */
    public double along(Map<String, ReferenceTensor> direction) {
        return (moved(direction, STEP) - moved(direction, -STEP)) / (2 * STEP);
    }

    private double moved(Map<String, ReferenceTensor> direction, double step) {
        Map<String, ReferenceTensor> moved = new HashMap<>(variables);
        direction.forEach((name, tensor) -> {
            ReferenceTensor origin = variables.get(name);
            if (origin == null) {
                throw new IllegalArgumentException("No parameter '" + name + "'");
            }
            double[] values = origin.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += step * tensor.values()[i];
            }
            moved.put(name, new ReferenceTensor(origin.shape(), values));
        });
        return ReferenceInterpreter.run(program, inputs, moved, stopped)
                .output(output)
                .scalar();
    }
}
