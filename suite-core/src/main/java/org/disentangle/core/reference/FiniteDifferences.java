package org.disentangle.core.reference;

import java.util.HashMap;
import java.util.Map;
import org.disentangle.core.tensor.Program;

/**
 * Gradients from differences of values: central differences through the {@link ReferenceInterpreter} in double precision, good to
 * about nine digits where the function is smooth. What stands behind a stop-gradient is held at its value, as backpropagation
 * sees it.
 */
public final class FiniteDifferences {
    private static final double STEP = 1e-5;

    private FiniteDifferences() {}

    /**
     * The gradient of a scalar output.
     *
     * @param with the name of an input or of a parameter
     */
    public static ReferenceTensor gradient(
            Program program,
            Map<String, ReferenceTensor> inputs,
            Map<String, ReferenceTensor> variables,
            String output,
            String with) {
        Map<String, ReferenceTensor> changedInputs = new HashMap<>(inputs);
        Map<String, ReferenceTensor> changedVariables = new HashMap<>(variables);
        Map<String, ReferenceTensor> owner = inputs.containsKey(with) ? changedInputs : changedVariables;
        ReferenceTensor origin = owner.get(with);
        if (origin == null) {
            throw new IllegalArgumentException("No input or parameter '" + with + "'");
        }
        Map<Integer, ReferenceTensor> stopped =
                ReferenceInterpreter.run(program, inputs, variables).stopped();
        double[] gradient = new double[origin.values().length];
        for (int i = 0; i < gradient.length; i++) {
            double[] sides = new double[2];
            for (int side = 0; side < 2; side++) {
                double[] moved = origin.values().clone();
                moved[i] += side == 0 ? -STEP : STEP;
                owner.put(with, new ReferenceTensor(origin.shape(), moved));
                ReferenceInterpreter.Result result =
                        ReferenceInterpreter.run(program, changedInputs, changedVariables, stopped);
                sides[side] = result.output(output).scalar();
            }
            gradient[i] = (sides[1] - sides[0]) / (2 * STEP);
        }
        return new ReferenceTensor(origin.shape(), gradient);
    }

    /** One of {@link Slopes}; to ask for several, make them. */
    public static double along(
            Program program,
            Map<String, ReferenceTensor> inputs,
            Map<String, ReferenceTensor> variables,
            String output,
            Map<String, ReferenceTensor> direction) {
        return new Slopes(program, inputs, variables, output).along(direction);
    }
}
