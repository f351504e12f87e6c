package org.disentangle.core.reference;

import java.util.HashMap;
import java.util.Map;
import org.disentangle.core.tensor.Program;

/**
 * Derivatives of a scalar output when parameters move together along directions, by central differences through the {@link
 * ReferenceInterpreter}: nobody's rules of differentiation. What stands behind a stop-gradient is held at its value, as backpropagation sees
 * it. May be asked by several threads at once.
 */
public final class Slopes {
    /**
     * How far the number that moves most is moved. All of a direction move at once, and any of them may cross a kink of the network: with the
     * second step a tenth as often, and with ten times the rounding.
     */
    private static final double[] STEPS = {1e-8, 1e-9};
    /** Slopes to both sides differ by rounding of the output, as a part of it, or there is a kink between. */
    private static final double ROUNDING = 1e-13;

    private final Program program;
    private final Map<String, ReferenceTensor> inputs;
    private final Map<String, ReferenceTensor> variables;
    private final String output;
    private final Map<Integer, ReferenceTensor> stopped;
    private final double origin;

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
        ReferenceInterpreter.Result result = ReferenceInterpreter.run(program, inputs, variables);
        this.stopped = result.stopped();
        this.origin = result.output(output).scalar();
    }

    /**
     * The inner product of the gradient and a direction.
     *
     * @param direction by parameter, of its shape; parameters that are missing stay
     */
    public double along(Map<String, ReferenceTensor> direction) {
        double largest = 0;
        for (ReferenceTensor part : direction.values()) {
            for (double value : part.values()) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        if (largest == 0) {
            return 0;
        }
        double slope = 0;
        double least = Double.POSITIVE_INFINITY;
        for (double most : STEPS) {
            double step = most / largest;
            double ahead = (moved(direction, step) - origin) / step;
            double behind = (origin - moved(direction, -step)) / step;
            double bend = Math.abs(ahead - behind);
            if (!(bend >= least)) {
                least = bend;
                slope = (ahead + behind) / 2;
            }
            if (bend <= ROUNDING * Math.abs(origin) / step) {
                break;
            }
        }
        return slope;
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
