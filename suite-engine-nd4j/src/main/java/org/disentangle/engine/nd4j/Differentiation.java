package org.disentangle.engine.nd4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.engine.Differential;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.ParameterDeclaration;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.TensorValue;
import org.disentangle.engine.nd4j.compiler.PlanCompiler;
import org.disentangle.engine.nd4j.memory.FlatStore;
import org.disentangle.engine.nd4j.memory.HostTransfer;
import org.disentangle.engine.nd4j.memory.NativeArray;
import org.disentangle.engine.nd4j.memory.Nd4jVariables;
import org.disentangle.engine.nd4j.plan.Plan;
import org.jspecify.annotations.Nullable;

/** One forward and backward pass whose results go to the host. The variables are as before afterwards, buffers included. */
final class Differentiation {
    private final Nd4jSession session;
    private final Program program;
    private final Nd4jVariables variables;

    Differentiation(Nd4jSession session, Program program, Nd4jVariables variables) {
        this.session = session;
        this.program = program;
        this.variables = variables;
    }

    Differential run(Map<String, TensorValue> inputs, String output, List<String> with) {
        if (program.output(output).shape().rank() != 0) {
            throw new IllegalArgumentException("The output '" + output + "' of program '" + program.name() + "' is "
                    + program.output(output).shape() + "; only a scalar has a gradient here");
        }
        with.forEach(this::expectInput);
        try (FlatStore buffers = new FlatStore(variables.state().layout());
                Plan plan = PlanCompiler.differentiated(
                        program, variables, program.outputs().keySet(), output, with);
                Inputs given = new Inputs(program, inputs, session)) {
            buffers.copyFrom(variables.state());
            variables.gradients().clear();
            Map<String, NativeArray> results = Map.of();
            try {
                results = plan.run(given.arrays());
                return new Differential(outputs(results), inputGradients(results, with), parameterGradients());
            } finally {
                results.values().forEach(NativeArray::close);
                variables.state().copyFrom(buffers);
            }
        }
    }

    private void expectInput(String name) {
        Node node = program.inputs().get(name);
        if (node == null || node.type() != ElementType.FLOAT32) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no FLOAT32 input of program '" + program.name() + "'");
        }
    }

    private Map<String, HostTensor> outputs(Map<String, NativeArray> results) {
        Map<String, HostTensor> outputs = new LinkedHashMap<>();
        for (String name : program.outputs().keySet()) {
            Node node = program.output(name);
            NativeArray array = results.get(name);
            if (array != null) {
                outputs.put(name, HostTransfer.toHost(array.array(), node.shape(), node.type()));
            }
        }
        return outputs;
    }

    private Map<String, HostTensor> inputGradients(Map<String, NativeArray> results, List<String> with) {
        Map<String, HostTensor> gradients = new LinkedHashMap<>();
        Map<String, Node> inputs = program.inputs();
        for (String name : with) {
            Node node = inputs.get(name);
            if (node != null) {
                gradients.put(name, gradient(results.get(PlanCompiler.gradientOf(name)), node.shape()));
            }
        }
        return gradients;
    }

    private static HostTensor gradient(@Nullable NativeArray gradient, Shape shape) {
        return gradient == null
                ? HostTensor.of(shape, new float[shape.elements()])
                : HostTransfer.toHost(gradient.array(), shape, ElementType.FLOAT32);
    }

    private Map<String, HostTensor> parameterGradients() {
        Map<String, HostTensor> gradients = new LinkedHashMap<>();
        for (ParameterDeclaration parameter : program.parameters()) {
            gradients.put(parameter.name(), variables.gradients().read(parameter.name()));
        }
        return gradients;
    }
}
