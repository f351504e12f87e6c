package org.disentangle.runner.agree;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.method.ObjectiveGraph;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.reference.FiniteDifferences;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.runner.trial.FirstStep;

/** What the first step comes to in double precision. Gradients are looked at along directions, by differences of the loss. */
final class ReferenceNumbers {
    /** Data sets with larger pools are rendered by engines alone: as doubles they would not fit. */
    private static final long MOST_POOL_ELEMENTS = 30_000_000;

    private final FirstStep.Part loss;
    private final Map<String, ReferenceTensor> lossInputs;
    private final Map<String, ReferenceTensor> lossVariables;
    private final Map<String, double[]> outputs = new LinkedHashMap<>();

    ReferenceNumbers(FirstStep step) {
        this.loss = step.loss();
        this.lossInputs = doubles(loss.inputs());
        this.lossVariables = doubles(loss.variables());
        if (elements(step.views().inputs()) <= MOST_POOL_ELEMENTS) {
            run(step.views());
        }
        run(step.codes());
        run(step.loss());
    }

    /** By name, as {@link StepNumbers#outputs}; without views where they were not rendered. */
    Map<String, double[]> outputs() {
        return outputs;
    }

    /**
     * How far a parameter's gradient is from the true one along two directions: its own, in which a wrong size shows, and one of random
     * signs, in which single wrong numbers do.
     *
     * @return the larger of {@code |<gradient - true gradient, direction>|}, for directions of length 1
     */
    double error(String parameter, float[] gradient) {
        double norm = Norms.euclidean(gradient);
        double own = norm == 0 ? 0 : error(parameter, gradient, scaled(gradient, 1 / norm));
        UniformRandomProvider random = new SeedStreams(0).stream("agree/" + parameter);
        float[] signs = new float[gradient.length];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = random.nextBoolean() ? 1 : -1;
        }
        return Math.max(own, error(parameter, gradient, scaled(signs, 1 / Math.sqrt(signs.length))));
    }

    private double error(String parameter, float[] gradient, double[] direction) {
        ReferenceTensor shaped = new ReferenceTensor(
                Objects.requireNonNull(lossVariables.get(parameter), parameter).shape(), direction);
        double derivative = FiniteDifferences.along(
                loss.program(), lossInputs, lossVariables, ObjectiveGraph.LOSS, Map.of(parameter, shaped));
        double found = 0;
        for (int i = 0; i < direction.length; i++) {
            found += gradient[i] * direction[i];
        }
        return Math.abs(found - derivative);
    }

    private static double[] scaled(float[] values, double factor) {
        double[] scaled = new double[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = factor * values[i];
        }
        return scaled;
    }

    private void run(FirstStep.Part part) {
        ReferenceInterpreter.run(part.program(), doubles(part.inputs()), doubles(part.variables()))
                .outputs()
                .forEach((name, tensor) -> outputs.put(name, tensor.values()));
    }

    private static long elements(Map<String, HostTensor> tensors) {
        return tensors.values().stream()
                .mapToLong(tensor -> tensor.shape().elements())
                .sum();
    }

    private static Map<String, ReferenceTensor> doubles(Map<String, HostTensor> tensors) {
        Map<String, ReferenceTensor> values = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> values.put(name, ReferenceTensor.of(tensor)));
        return values;
    }
}
