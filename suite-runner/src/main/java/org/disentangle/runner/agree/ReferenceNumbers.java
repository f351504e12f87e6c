package org.disentangle.runner.agree;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.disentangle.core.method.ObjectiveGraph;
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
     * How far a parameter's gradient is from the true one in its own direction.
     *
     * @return {@code |g| - <true gradient, g / |g|>}; empty if g is 0
     */
    OptionalDouble error(String parameter, float[] gradient) {
        double norm = Norms.euclidean(gradient);
        if (norm == 0) {
            return OptionalDouble.empty();
        }
        double[] direction = new double[gradient.length];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = gradient[i] / norm;
        }
        ReferenceTensor shaped = new ReferenceTensor(
                Objects.requireNonNull(lossVariables.get(parameter), parameter).shape(), direction);
        double derivative = FiniteDifferences.along(
                loss.program(), lossInputs, lossVariables, ObjectiveGraph.LOSS, Map.of(parameter, shaped));
        return OptionalDouble.of(norm - derivative);
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
