package org.disentangle.runner.agree;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.disentangle.core.method.ObjectiveGraph;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.reference.Slopes;
import org.disentangle.core.tensor.BufferDeclaration;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.ParameterDeclaration;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;
import org.disentangle.runner.experiment.ProgramCost;
import org.disentangle.runner.trial.FirstStep;

/** What the first step comes to in double precision. */
final class ReferenceNumbers {
    /** Data sets with larger pools are rendered by engines alone: as doubles they would not fit. */
    private static final long MOST_POOL_ELEMENTS = 30_000_000;

    private final FirstStep.Part loss;
    private final Map<String, ReferenceTensor> lossInputs;
    private final Map<String, ReferenceTensor> lossVariables;
    private final Map<String, double[]> outputs = new LinkedHashMap<>();
    private final Map<String, double[]> buffers = new LinkedHashMap<>();
    private final Map<String, Double> addends;

    ReferenceNumbers(FirstStep step) {
        this.loss = step.loss();
        this.lossInputs = doubles(loss.inputs());
        this.lossVariables = doubles(loss.variables());
        if (elements(step.views().inputs()) <= MOST_POOL_ELEMENTS) {
            run(step.views());
        }
        run(step.codes());
        run(loss.program(), lossInputs, lossVariables);
        Map<String, ReferenceTensor> fromZero = new LinkedHashMap<>(lossVariables);
        loss.program().buffers().forEach(buffer -> fromZero.put(buffer.name(), ReferenceTensor.zeros(buffer.shape())));
        ReferenceInterpreter.run(loss.program(), lossInputs, fromZero)
                .buffers()
                .forEach((name, tensor) -> buffers.put(name, tensor.values()));
        this.addends = Addends.largest(loss.program(), lossInputs, lossVariables);
    }

    /** By name, as {@link StepNumbers#outputs}; without views where they were not rendered. */
    Map<String, double[]> outputs() {
        return outputs;
    }

    /**
     * What an output's distances are measured against: its largest number. Of the loss and its terms the largest of what is added up for
     * them, since where that cancels they are smaller than its roundings allow.
     *
     * @return empty for views that were not rendered
     */
    OptionalDouble size(String output) {
        double[] values = outputs.get(output);
        return values == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(Norms.largest(values), addends.getOrDefault(output, 0.0)));
    }

    /** What one run of the loss costs, in products of numbers. */
    double products() {
        return ProgramCost.operations(loss.program()) / 2;
    }

    /** Of the loss, by its parameters. */
    Slopes slopes() {
        return new Slopes(loss.program(), lossInputs, lossVariables, ObjectiveGraph.LOSS);
    }

    /** Of the loss's parameters. */
    Map<String, Shape> shapes() {
        return loss.program().parameters().stream()
                .collect(Collectors.toMap(ParameterDeclaration::name, ParameterDeclaration::shape));
    }

    /**
     * What a buffer's distances are measured against, place by place, since codes are divided channel by channel: its own size, and of a running
     * mean at least the deviation that it is divided by later. Places that are much smaller than the largest count as {@link
     * StepAgreements#LEAST_PART} of it.
     */
    double[] sizes(BufferDeclaration buffer) {
        double[] sizes = Arrays.stream(buffer(buffer.name())).map(Math::abs).toArray();
        loss.program().nodes().stream()
                .map(Node::operation)
                .filter(Operation.BatchNorm.class::isInstance)
                .map(Operation.BatchNorm.class::cast)
                .filter(norm -> norm.runningMean().equals(buffer.name()))
                .forEach(norm -> {
                    double[] variances = buffer(norm.runningVariance());
                    // Both are so many parts of the batch's, having begun at zero.
                    Arrays.setAll(
                            sizes,
                            channel -> Math.max(sizes[channel], Math.sqrt(norm.momentum() * variances[channel])));
                });
        double least = Math.max(StepAgreements.LEAST_PART * Norms.largest(sizes), Float.MIN_NORMAL);
        Arrays.setAll(sizes, place -> Math.max(sizes[place], least));
        return sizes;
    }

    private double[] buffer(String name) {
        return Objects.requireNonNull(buffers.get(name), name);
    }

    /** The loss's buffers as one step from zero leaves them, by name. */
    Map<String, double[]> buffers() {
        return buffers;
    }

    private void run(FirstStep.Part part) {
        run(part.program(), doubles(part.inputs()), doubles(part.variables()));
    }

    private void run(Program program, Map<String, ReferenceTensor> inputs, Map<String, ReferenceTensor> variables) {
        ReferenceInterpreter.run(program, inputs, variables)
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
