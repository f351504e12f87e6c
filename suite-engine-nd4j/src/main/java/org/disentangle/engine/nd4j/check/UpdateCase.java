package org.disentangle.engine.nd4j.check;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.reference.OperationCase;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Initializer;
import org.disentangle.core.tensor.ParameterRole;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.training.Optimizer;

/**
 * Some steps of an optimiser, at rate 1, on the sum of {@code w x}, whose gradient is {@code x} wherever {@code w} is: what they come to has a
 * closed form.
 *
 * @param slopes x
 * @param before w at first
 * @param after w in double precision
 */
record UpdateCase(
        String name,
        Optimizer optimizer,
        int steps,
        ReferenceTensor slopes,
        ReferenceTensor before,
        ReferenceTensor after) {
    private static final String PARAMETER = "w";
    private static final String INPUT = "x";
    /** More than one block of a GPU's threads. */
    private static final Shape SHAPE = Shape.of(3000);

    static List<UpdateCase> all() {
        UniformRandomProvider random = new SeedStreams(0).stream("self-check/updates");
        ReferenceTensor slopes = OperationCase.numbers(SHAPE, random, 0);
        ReferenceTensor before = OperationCase.numbers(SHAPE, random, 0);
        double ratio = length(before) / length(slopes);
        return List.of(
                // Velocities g and 1.9 g.
                moving("sgd", new Optimizer.Sgd(1, 0.9, false, 0, false), 2, slopes, before, slope -> 2.9 * slope),
                // Equal gradients, whose corrected moments are g and the square of g.
                moving(
                        "adam",
                        new Optimizer.Adam(1, 0.9, 0.999, 1e-8, 0, false),
                        2,
                        slopes,
                        before,
                        slope -> 2 * Math.signum(slope)),
                moving("lars", new Optimizer.Lars(1, 0.9, 1, 0, false), 1, slopes, before, slope -> ratio * slope));
    }

    private static UpdateCase moving(
            String name,
            Optimizer optimizer,
            int steps,
            ReferenceTensor slopes,
            ReferenceTensor before,
            DoubleUnaryOperator movement) {
        double[] after = before.values().clone();
        for (int i = 0; i < after.length; i++) {
            after[i] -= movement.applyAsDouble(slopes.values()[i]);
        }
        return new UpdateCase(name, optimizer, steps, slopes, before, new ReferenceTensor(SHAPE, after));
    }

    private static double length(ReferenceTensor vector) {
        double squares = 0;
        for (double value : vector.values()) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    Program program() {
        ProgramBuilder builder = new ProgramBuilder(name);
        builder.output(
                "loss",
                builder.parameter(PARAMETER, SHAPE, new Initializer.Constant(0), ParameterRole.WEIGHT)
                        .times(builder.input(INPUT, ElementType.FLOAT32, SHAPE))
                        .sum());
        return builder.build();
    }

    Map<String, HostTensor> inputs() {
        return Map.of(INPUT, slopes.toHost(ElementType.FLOAT32));
    }

    Map<String, HostTensor> variables() {
        return Map.of(PARAMETER, before.toHost(ElementType.FLOAT32));
    }

    /** Of all variables, the ones that were moved. */
    HostTensor moved(Map<String, HostTensor> variables) {
        HostTensor moved = variables.get(PARAMETER);
        if (moved == null) {
            throw new IllegalArgumentException("No '" + PARAMETER + "' among " + variables.keySet());
        }
        return moved;
    }
}
