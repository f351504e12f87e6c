package org.disentangle.deeplearning4j.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.disentangle.core.UserError;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Program;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A program of an encoder in evaluation mode as a {@code ComputationGraph} of Deeplearning4j, with its weights. Layers are named after the
 * scopes of the program, such as {@code encoder/layer0/conv}; the graph's input and outputs after the program's. Images are {@code [n, c, h,
 * w]}, as everywhere in the suite.
 */
final class EncoderGraph {
    private final Program program;
    private final Map<String, HostTensor> values;
    private final GraphBuilder builder;
    private final Map<Integer, String> vertices = new HashMap<>();
    private final List<LayerWeights> weights = new ArrayList<>();

    private EncoderGraph(Program program, Map<String, HostTensor> values) {
        this.program = program;
        this.values = values;
        this.builder = new NeuralNetConfiguration.Builder()
                .seed(0)
                .dataType(DataType.FLOAT)
                .graphBuilder();
    }

    /**
     * Makes the graph.
     *
     * @param program whose outputs become the graph's; it has one input
     * @param values of all parameters and buffers of the program, by name
     * @throws UserError if Deeplearning4j has no layer for an operation, naming it and its place
     */
    static ComputationGraph of(Program program, Map<String, HostTensor> values) {
        return new EncoderGraph(program, values).make();
    }

    private ComputationGraph make() {
        Layers layers = new Layers(program, values);
        for (Node node : program.nodes()) {
            if (node.operation() instanceof Operation.Input input) {
                builder.addInputs(input.name());
                vertices.put(node.id(), input.name());
            } else if (!Layers.isValue(node)) {
                add(node, layers.of(node));
            }
        }
        program.outputs().forEach((name, id) -> {
            if (Layers.isValue(program.nodes().get(id))) {
                throw layers.noLayer(name, program.nodes().get(id));
            }
            builder.addLayer(name, new ActivationLayer(Activation.IDENTITY), vertices.get(id));
        });
        ComputationGraph graph = new ComputationGraph(
                builder.setOutputs(program.outputs().keySet().toArray(String[]::new))
                        .build());
        graph.init();
        weights.forEach(layer -> fill(graph, layer));
        return graph;
    }

    private void add(Node node, Layers.Made made) {
        String name = unused(made.name());
        String[] inputs = made.inputs().stream().map(vertices::get).toArray(String[]::new);
        if (made.layer() != null) {
            builder.addLayer(name, made.layer(), inputs);
        } else {
            builder.addVertex(name, made.vertex(), inputs);
        }
        if (!made.weights().isEmpty()) {
            weights.add(new LayerWeights(name, made.weights()));
        }
        vertices.put(node.id(), name);
    }

    private String unused(String name) {
        String candidate = name;
        for (int i = 2; vertices.containsValue(candidate) || program.outputs().containsKey(candidate); i++) {
            candidate = name + i;
        }
        return candidate;
    }

    /** Numbers of a layer by Deeplearning4j's names, in the order and shape in which they are to lie there. */
    private record LayerWeights(String layer, Map<String, HostTensor> values) {}

    private static void fill(ComputationGraph graph, LayerWeights layer) {
        layer.values().forEach((name, value) -> {
            INDArray own = graph.getLayer(layer.layer()).getParam(name);
            if (own.length() != value.shape().elements()) {
                throw new IllegalStateException("Deeplearning4j's " + name + " of '" + layer.layer() + "' has "
                        + own.length() + " numbers, ours has " + value.shape().elements());
            }
            try (INDArray ours = Nd4j.createFromArray(value.floats())) {
                own.assign(ours.reshape('c', own.shape()));
            }
        });
    }
}
