package org.disentangle.engine.libtorch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.disentangle.core.engine.Differential;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.ParameterDeclaration;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.TensorValue;

/** One forward and backward pass whose results go to the host. The variables are as before afterwards, buffers included. */
final class Differentiation {
    private final TorchSession session;
    private final Plan plan;
    private final TorchVariables variables;

    Differentiation(TorchSession session, Plan plan, TorchVariables variables) {
        this.session = session;
        this.plan = plan;
        this.variables = variables;
    }

    Differential run(Map<String, TensorValue> inputs, String output, List<String> with) {
        Program program = plan.program();
        if (program.output(output).shape().rank() != 0) {
            throw new IllegalArgumentException("The output '" + output + "' of program '" + program.name() + "' is "
                    + program.output(output).shape() + "; only a scalar has a gradient here");
        }
        return session.guarded("program '" + program.name() + "'", () -> {
            Map<String, Tensor> leaves = new HashMap<>();
            List<Tensor> outputs = List.of();
            Tensor buffers = variables.state().flat().clone();
            try (AutoGradMode mode = new AutoGradMode(true);
                    Inputs given = new Inputs(program, inputs, session)) {
                Map<String, Tensor> tensors = new HashMap<>(given.tensors());
                for (String name : with) {
                    leaves.put(name, leaf(program, name, tensors));
                }
                tensors.putAll(leaves);
                variables.gradients().flat().zero_();
                outputs = plan.run(tensors);
                Tensor differentiated =
                        outputs.get(new ArrayList<>(program.outputs().keySet()).indexOf(output));
                if (differentiated.requires_grad()) {
                    differentiated.backward();
                }
                return new Differential(outputs(outputs), inputGradients(leaves, with), parameterGradients());
            } finally {
                try (NoGradGuard guard = new NoGradGuard()) {
                    variables.state().flat().copy_(buffers);
                }
                buffers.close();
                leaves.values().forEach(Tensor::close);
                outputs.forEach(Tensor::close);
            }
        });
    }

    private static Tensor leaf(Program program, String name, Map<String, Tensor> inputs) {
        Tensor value = inputs.get(name);
        Node node = program.inputs().get(name);
        if (value == null || node == null || node.type() != ElementType.FLOAT32) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no FLOAT32 input of program '" + program.name() + "'");
        }
        Tensor leaf = value.clone();
        leaf.set_requires_grad(true);
        return leaf;
    }

    private Map<String, HostTensor> outputs(List<Tensor> tensors) {
        Map<String, HostTensor> outputs = new LinkedHashMap<>();
        int position = 0;
        for (Map.Entry<String, Integer> entry : plan.program().outputs().entrySet()) {
            Node node = plan.program().nodes().get(entry.getValue());
            outputs.put(entry.getKey(), HostTransfer.toHost(tensors.get(position), node.shape(), node.type()));
            position++;
        }
        return outputs;
    }

    private Map<String, HostTensor> inputGradients(Map<String, Tensor> leaves, List<String> with) {
        Map<String, HostTensor> gradients = new LinkedHashMap<>();
        for (String name : with) {
            Node node = plan.program().inputs().get(name);
            Tensor leaf = leaves.get(name);
            if (node != null && leaf != null) {
                gradients.put(name, gradient(leaf, node.shape()));
            }
        }
        return gradients;
    }

    private static HostTensor gradient(Tensor leaf, Shape shape) {
        try (Tensor gradient = leaf.grad()) {
            return gradient.defined()
                    ? HostTransfer.toHost(gradient, shape, ElementType.FLOAT32)
                    : HostTensor.of(shape, new float[shape.elements()]);
        }
    }

    private Map<String, HostTensor> parameterGradients() {
        Map<String, HostTensor> gradients = new LinkedHashMap<>();
        for (ParameterDeclaration parameter : plan.program().parameters()) {
            Tensor gradient = variables.gradients().view(parameter.name());
            gradients.put(parameter.name(), HostTransfer.toHost(gradient, parameter.shape(), ElementType.FLOAT32));
        }
        return gradients;
    }
}
