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
        double[][] sides = sides(program, inputs, variables, output, with, STEP);
        double[] gradient = new double[sides[0].length];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (sides[1][i] - sides[0][i]) / (2 * STEP);
        }
        return new ReferenceTensor(value(inputs, variables, with).shape(), gradient);
    }

    /**
     * How far the slope to one side is from that to the other, at most over the numbers of an input or a parameter: near 0 where the function is
     * smooth, and the height of the kink where it has one within the step. Where it is above the distance that is allowed to a gradient, no
     * gradient can be told right from wrong.
     *
     * @param with the name of an input or of a parameter
     * @param step larger than roundings move a kink, and small enough that the curvature within it does not count
     */
    public static double kink(
            Program program,
            Map<String, ReferenceTensor> inputs,
            Map<String, ReferenceTensor> variables,
            String output,
            String with,
            double step) {
        double origin = ReferenceInterpreter.run(program, inputs, variables)
                .output(output)
                .scalar();
        double[][] sides = sides(program, inputs, variables, output, with, step);
        double largest = 0;
        for (int i = 0; i < sides[0].length; i++) {
            double difference = (sides[1][i] - origin) / step - (origin - sides[0][i]) / step;
            largest = Math.max(largest, Math.abs(difference));
        }
        return largest;
    }

    /** By number of the input or parameter: the output when it is a step smaller, and when it is a step larger. */
    private static double[][] sides(
            Program program,
            Map<String, ReferenceTensor> inputs,
            Map<String, ReferenceTensor> variables,
            String output,
            String with,
            double step) {
        Map<String, ReferenceTensor> changedInputs = new HashMap<>(inputs);
        Map<String, ReferenceTensor> changedVariables = new HashMap<>(variables);
        Map<String, ReferenceTensor> owner = inputs.containsKey(with) ? changedInputs : changedVariables;
        ReferenceTensor origin = value(inputs, variables, with);
        Map<Integer, ReferenceTensor> stopped =
                ReferenceInterpreter.run(program, inputs, variables).stopped();
        double[][] sides = new double[2][origin.values().length];
        for (int i = 0; i < sides[0].length; i++) {
            for (int side = 0; side < 2; side++) {
                double[] moved = origin.values().clone();
                moved[i] += side == 0 ? -step : step;
                owner.put(with, new ReferenceTensor(origin.shape(), moved));
                ReferenceInterpreter.Result result =
                        ReferenceInterpreter.run(program, changedInputs, changedVariables, stopped);
                sides[side][i] = result.output(output).scalar();
            }
        }
        return sides;
    }

    private static ReferenceTensor value(
            Map<String, ReferenceTensor> inputs, Map<String, ReferenceTensor> variables, String name) {
        ReferenceTensor value = inputs.containsKey(name) ? inputs.get(name) : variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No input or parameter '" + name + "'");
        }
        return value;
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
