package org.disentangle.deeplearning4j.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.disentangle.core.UserError;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;

/** What each operation of an encoder is among Deeplearning4j's layers. */
final class Layers {
    private static final String KNOWN =
            "linear layers, convolutions, batch norm in evaluation mode, ReLU, leaky ReLU, sigmoid,"
                    + " hyperbolic tangent, maximum pooling, means over all places, flattening, and sums, columns cut out or put together of what layers give";

    private final Program program;
    private final Map<String, HostTensor> values;

    Layers(Program program, Map<String, HostTensor> values) {
        this.program = program;
        this.values = values;
    }

    /**
     * A layer with its weights by Deeplearning4j's names, or a vertex without.
     *
     * @param name as it should be called
     * @param inputs ids of the nodes that it reads
     */
    record Made(
            String name,
            @Nullable Layer layer,
            @Nullable GraphVertex vertex,
            List<Integer> inputs,
            Map<String, HostTensor> weights) {}

    /**
     * The layer for a node that is computed.
     *
     * @throws UserError if there is none for it, or it reads a parameter, buffer or constant where Deeplearning4j's layers read what another one
     *     gives
     */
    Made of(Node node) {
        Made made = made(node);
        if (made.inputs().stream().anyMatch(id -> isValue(program.nodes().get(id)))) {
            throw unknown(node);
        }
        return made;
    }

    /** Whether the node is no layer's output, but a value that the model holds. */
    static boolean isValue(Node node) {
        return node.operation() instanceof Operation.Parameter
                || node.operation() instanceof Operation.Buffer
                || node.operation() instanceof Operation.Constant;
    }

    private Made made(Node node) {
        Operation operation = node.operation();
        if (operation instanceof Operation.Linear) {
            return linear(node);
        }
        if (operation instanceof Operation.Convolution2d convolution) {
            return convolution(node, convolution);
        }
        if (operation instanceof Operation.BatchNorm norm && !norm.training()) {
            return batchNorm(node, norm);
        }
        if (operation instanceof Operation.MaxPool2d pool) {
            return layer(
                    node,
                    new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                            .kernelSize(pool.kernel(), pool.kernel())
                            .stride(pool.stride(), pool.stride())
                            .padding(pool.padding(), pool.padding())
                            .convolutionMode(ConvolutionMode.Truncate)
                            .build());
        }
        if (operation instanceof Operation.LeakyRelu leaky) {
            return layer(node, new ActivationLayer(new ActivationLReLU(leaky.slope())));
        }
        if (operation instanceof Operation.Unary unary) {
            return layer(node, new ActivationLayer(activation(node, unary.kind())));
        }
        if (operation instanceof Operation.Reduce reduce && isMeanOverPlaces(reduce, input(node, 0))) {
            return layer(node, new GlobalPoolingLayer.Builder(PoolingType.AVG).build());
        }
        return vertex(node);
    }

    private Made vertex(Node node) {
        Operation operation = node.operation();
        Shape first = input(node, 0).shape();
        if (operation instanceof Operation.Binary binary
                && binary.kind() == Operation.BinaryKind.ADD
                && first.equals(input(node, 1).shape())) {
            return vertex(node, new ElementWiseVertex(ElementWiseVertex.Op.Add));
        }
        if (operation instanceof Operation.Reshape reshape
                && first.rank() == 4
                && reshape.shape().rank() == 2
                && reshape.shape().size(0) == first.size(0)) {
            return vertex(
                    node,
                    new PreprocessorVertex(
                            new CnnToFeedForwardPreProcessor(first.size(2), first.size(3), first.size(1))));
        }
        if (operation instanceof Operation.Slice slice && slice.axis() == 1) {
            return vertex(node, new SubsetVertex(slice.start(), slice.start() + slice.length() - 1));
        }
        if (operation instanceof Operation.Concatenate concatenate && concatenate.axis() == 1) {
            return vertex(node, new MergeVertex());
        }
        throw unknown(node);
    }

    private Made linear(Node node) {
        HostTensor weight = parameter(node, 1);
        int out = weight.shape().size(0);
        int in = weight.shape().size(1);
        boolean bias = node.inputs().size() > 2;
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        weights.put(DefaultParamInitializer.WEIGHT_KEY, transposed(weight));
        if (bias) {
            weights.put(DefaultParamInitializer.BIAS_KEY, parameter(node, 2));
        }
        DenseLayer layer = new DenseLayer.Builder()
                .nIn(in)
                .nOut(out)
                .hasBias(bias)
                .activation(Activation.IDENTITY)
                .build();
        return new Made(node.scope(), layer, null, List.of(node.inputs().get(0)), weights);
    }

    private Made convolution(Node node, Operation.Convolution2d convolution) {
        HostTensor weight = parameter(node, 1);
        boolean bias = node.inputs().size() > 2;
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        weights.put(DefaultParamInitializer.WEIGHT_KEY, weight);
        if (bias) {
            weights.put(DefaultParamInitializer.BIAS_KEY, parameter(node, 2));
        }
        ConvolutionLayer layer = new ConvolutionLayer.Builder(
                        weight.shape().size(2), weight.shape().size(3))
                .nIn(weight.shape().size(1))
                .nOut(weight.shape().size(0))
                .stride(convolution.stride(), convolution.stride())
                .padding(convolution.padding(), convolution.padding())
                .convolutionMode(ConvolutionMode.Truncate)
                .hasBias(bias)
                .activation(Activation.IDENTITY)
                .build();
        return new Made(node.scope(), layer, null, List.of(node.inputs().get(0)), weights);
    }

    private Made batchNorm(Node node, Operation.BatchNorm norm) {
        HostTensor scale = parameter(node, 1);
        int channels = scale.shape().elements();
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        weights.put(BatchNormalizationParamInitializer.GAMMA, scale);
        weights.put(BatchNormalizationParamInitializer.BETA, parameter(node, 2));
        weights.put(BatchNormalizationParamInitializer.GLOBAL_MEAN, value(norm.runningMean()));
        weights.put(BatchNormalizationParamInitializer.GLOBAL_VAR, value(norm.runningVariance()));
        // Its decay is the share that the old statistics keep.
        BatchNormalization layer = new BatchNormalization.Builder()
                .decay(1 - norm.momentum())
                .eps(norm.epsilon())
                .useLogStd(false)
                .nIn(channels)
                .nOut(channels)
                .activation(Activation.IDENTITY)
                .build();
        return new Made(node.scope(), layer, null, List.of(node.inputs().get(0)), weights);
    }

    private Activation activation(Node node, Operation.UnaryKind kind) {
        return switch (kind) {
            case RELU -> Activation.RELU;
            case SIGMOID -> Activation.SIGMOID;
            case TANH -> Activation.TANH;
            default -> throw unknown(node);
        };
    }

    private static boolean isMeanOverPlaces(Operation.Reduce reduce, Node input) {
        return reduce.kind() == Operation.ReduceKind.MEAN
                && !reduce.keep()
                && input.shape().rank() == 4
                && reduce.axes().equals(List.of(2, 3));
    }

    private static Made layer(Node node, Layer layer) {
        return new Made(named(node), layer, null, node.inputs(), Map.of());
    }

    private static Made vertex(Node node, GraphVertex vertex) {
        return new Made(named(node), null, vertex, node.inputs(), Map.of());
    }

    /** What has no parameters has no scope of its own: the scope it stands in, and what it does. */
    private static String named(Node node) {
        String kind = kind(node).toLowerCase(Locale.ROOT);
        return node.scope().isEmpty() ? kind : node.scope() + "/" + kind;
    }

    private static String kind(Node node) {
        Operation operation = node.operation();
        if (operation instanceof Operation.Unary unary) {
            return unary.kind().name();
        }
        if (operation instanceof Operation.Binary binary) {
            return binary.kind().name();
        }
        return operation instanceof Operation.Reduce reduce
                ? reduce.kind().name()
                : operation.getClass().getSimpleName();
    }

    private Node input(Node node, int index) {
        return program.nodes().get(node.inputs().get(index));
    }

    private HostTensor parameter(Node node, int index) {
        if (input(node, index).operation() instanceof Operation.Parameter parameter) {
            return value(parameter.name());
        }
        throw unknown(node);
    }

    private HostTensor value(String name) {
        return Objects.requireNonNull(values.get(name), () -> "No numbers of '" + name + "'");
    }

    /** {@code [out, in]} to {@code [in, out]}. */
    private static HostTensor transposed(HostTensor weight) {
        int out = weight.shape().size(0);
        int in = weight.shape().size(1);
        float[] values = new float[out * in];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                values[i * out + o] = weight.floats()[o * in + i];
            }
        }
        return HostTensor.of(Shape.of(in, out), values);
    }

    private UserError unknown(Node node) {
        String inputs = IntStream.range(0, node.inputs().size())
                .mapToObj(index -> described(input(node, index)))
                .collect(Collectors.joining(" and "));
        return new UserError("'" + (node.scope().isEmpty() ? program.name() : node.scope()) + "' computes " + kind(node)
                + " of " + inputs + ", which cannot be given to Deeplearning4j; what can: " + KNOWN);
    }

    /** An output that no layer gives. */
    UserError noLayer(String output, Node node) {
        return new UserError("The output '" + output + "' is " + described(node)
                + ", which cannot be given to Deeplearning4j; it has to be what a layer gives");
    }

    /** The shape, and what of the model it is where no layer gives it. */
    private static String described(Node node) {
        String label = node.operation().label();
        return !isValue(node)
                ? node.shape().toString()
                : "the " + kind(node).toLowerCase(Locale.ROOT) + (label == null ? " " : " '" + label + "' ")
                        + node.shape();
    }
}
