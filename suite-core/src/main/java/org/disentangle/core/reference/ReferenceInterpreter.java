package org.disentangle.core.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.tensor.BufferDeclaration;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;

/**
 * Runs programs in plain Java and double precision, forward only: slow, simple, and the meaning of every {@link Operation}
 * against which engines are checked.
 */
public final class ReferenceInterpreter {
    private final Program program;
    private final Map<String, ReferenceTensor> inputs;
    private final Map<String, ReferenceTensor> variables;
    private final Map<Integer, ReferenceTensor> pinned;
    private final Map<String, ReferenceTensor> buffers = new LinkedHashMap<>();
    private final List<ReferenceTensor> values = new ArrayList<>();

    /**
     * What a run gives.
     *
     * @param outputs by name, in declared order
     * @param buffers the program's buffers after the run
     * @param stopped values of the stop-gradient nodes by node id
     */
    public record Result(
            Map<String, ReferenceTensor> outputs,
            Map<String, ReferenceTensor> buffers,
            Map<Integer, ReferenceTensor> stopped) {

        /** The output of this name. */
        public ReferenceTensor output(String name) {
            ReferenceTensor value = outputs.get(name);
            if (value == null) {
                throw new IllegalArgumentException("No output '" + name + "' among " + outputs.keySet());
            }
            return value;
        }
    }

    private ReferenceInterpreter(
            Program program,
            Map<String, ReferenceTensor> inputs,
            Map<String, ReferenceTensor> variables,
            Map<Integer, ReferenceTensor> pinned) {
        this.program = program;
        this.inputs = inputs;
        this.variables = variables;
        this.pinned = pinned;
    }

    public static Result run(Program program, Map<String, ReferenceTensor> inputs) {
        return run(program, inputs, Map.of());
    }

    /** @param variables parameters and buffers by name; a buffer that is missing has its initial value */
    public static Result run(
            Program program, Map<String, ReferenceTensor> inputs, Map<String, ReferenceTensor> variables) {
        return run(program, inputs, variables, Map.of());
    }

    /** @param pinned values that stop-gradient nodes take whatever their inputs are */
    static Result run(
            Program program,
            Map<String, ReferenceTensor> inputs,
            Map<String, ReferenceTensor> variables,
            Map<Integer, ReferenceTensor> pinned) {
        return new ReferenceInterpreter(program, inputs, variables, pinned).run();
    }

    private Result run() {
        for (BufferDeclaration buffer : program.buffers()) {
            ReferenceTensor initial = ReferenceTensor.zeros(buffer.shape()).map(zero -> (double) buffer.initialValue());
            buffers.put(buffer.name(), variables.getOrDefault(buffer.name(), initial));
        }
        Map<String, ReferenceTensor> before = Map.copyOf(buffers);
        Map<Integer, ReferenceTensor> stopped = new LinkedHashMap<>();
        for (Node node : program.nodes()) {
            ReferenceTensor value = evaluate(node, before);
            if (!value.shape().equals(node.shape())) {
                throw new IllegalStateException(
                        node.operation() + " gave " + value.shape() + " where the program says " + node.shape());
            }
            if (node.operation() instanceof Operation.StopGradient) {
                stopped.put(node.id(), value);
            }
            values.add(value);
        }
        Map<String, ReferenceTensor> outputs = new LinkedHashMap<>();
        program.outputs().forEach((name, id) -> outputs.put(name, values.get(id)));
        return new Result(outputs, buffers, stopped);
    }

    private ReferenceTensor evaluate(Node node, Map<String, ReferenceTensor> before) {
        Operation operation = node.operation();
        List<ReferenceTensor> arguments =
                node.inputs().stream().map(values::get).toList();
        if (operation instanceof Operation.Input input) {
            return given(inputs, input.name(), node.shape());
        } else if (operation instanceof Operation.Parameter parameter) {
            return given(variables, parameter.name(), node.shape());
        } else if (operation instanceof Operation.Buffer buffer) {
            return given(before, buffer.name(), node.shape());
        } else if (operation instanceof Operation.Constant constant) {
            return ReferenceTensor.of(constant.value());
        } else if (operation instanceof Operation.StopGradient) {
            return pinned.getOrDefault(node.id(), arguments.get(0));
        } else if (operation instanceof Operation.BatchNorm norm) {
            return LayerKernels.batchNorm(norm, arguments, buffers);
        } else if (operation instanceof Operation.Reshape || operation instanceof Operation.Cast) {
            return FormKernels.recast(operation, arguments.get(0));
        }
        ReferenceTensor value = ElementwiseKernels.apply(operation, arguments);
        if (value == null) {
            value = ReductionKernels.apply(operation, arguments);
        }
        if (value == null) {
            value = LayerKernels.apply(operation, arguments);
        }
        if (value == null) {
            value = FormKernels.apply(operation, arguments);
        }
        if (value == null) {
            throw new IllegalStateException("The reference interpreter does not know " + operation);
        }
        return value;
    }

    private static ReferenceTensor given(Map<String, ReferenceTensor> from, String name, Shape shape) {
        ReferenceTensor value = from.get(name);
        if (value == null || !value.shape().equals(shape)) {
            throw new IllegalArgumentException("'" + name + "' needs a value of shape " + shape + ", got "
                    + (value == null ? "none" : value.shape()));
        }
        return value;
    }
}
