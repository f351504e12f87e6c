package org.disentangle.core.tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes one {@link Program}. Scopes name the place in the model: they prefix parameter names ({@code encoder/stem/weight}) and
 * stand in every message about shapes. Not safe for use by several threads.
 */
public final class ProgramBuilder {
    private final String name;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Tensor> named = new LinkedHashMap<>();
    private final Map<String, ParameterDeclaration> parameters = new LinkedHashMap<>();
    private final Map<String, BufferDeclaration> buffers = new LinkedHashMap<>();
    private final Map<String, Integer> outputs = new LinkedHashMap<>();
    private String scope = "";

    public ProgramBuilder(String name) {
        this.name = name;
    }

    /** Runs a piece of the build within a scope below the present one. */
    public <T> T within(String part, Supplier<T> build) {
        String outer = scope;
        scope = qualified(part);
        try {
            return build.get();
        } finally {
            scope = outer;
        }
    }

    /** Declares a value that every run must be given. Input names are global: scopes do not prefix them. */
    public Tensor input(String name, ElementType type, Shape shape) {
        String key = "input " + name;
        if (named.containsKey(key)) {
            throw new IllegalArgumentException("Program '" + this.name + "' declares the input '" + name + "' twice");
        }
        Tensor tensor = append(new Operation.Input(name), List.of(), shape, type);
        named.put(key, tensor);
        return tensor;
    }

    /** Declares, or finds again, the parameter of this name within the present scope. */
    public Tensor parameter(String name, Shape shape, Initializer initializer, ParameterRole role) {
        String full = qualified(name);
        ParameterDeclaration declared = parameters.get(full);
        if (declared == null) {
            parameters.put(full, new ParameterDeclaration(full, shape, initializer, role));
            named.put(
                    "parameter " + full, append(new Operation.Parameter(full), List.of(), shape, ElementType.FLOAT32));
        } else if (!declared.shape().equals(shape)) {
            throw new ShapeException(
                    "The parameter '" + full + "' is " + declared.shape() + ", asked for again as " + shape);
        }
        return java.util.Objects.requireNonNull(named.get("parameter " + full));
    }

    public Tensor constant(HostTensor value) {
        return append(new Operation.Constant(value), List.of(), value.shape(), value.type());
    }

    public Tensor scalar(double value) {
        return constant(HostTensor.scalar((float) value));
    }

    /** Batch normalisation over all axes but axis 1, with its scale, shift and running statistics under the name given. */
    public Tensor batchNorm(String name, Tensor x, Mode mode, double momentum, double epsilon, float initialScale) {
        return within(name, () -> {
            Shape channels = Shape.of(x.size(1));
            Tensor scale =
                    parameter("scale", channels, new Initializer.Constant(initialScale), ParameterRole.NORMALIZATION);
            Tensor shift = parameter("shift", channels, new Initializer.Constant(0), ParameterRole.NORMALIZATION);
            BufferDeclaration mean = buffer("running_mean", channels, 0);
            BufferDeclaration variance = buffer("running_variance", channels, 1);
            Operation operation =
                    new Operation.BatchNorm(mode == Mode.TRAINING, momentum, epsilon, mean.name(), variance.name());
            return add(operation, x, scale, shift);
        });
    }

    /** {@code x W^T + b} with PyTorch's default initialisation; x is {@code [n, in]}. */
    public Tensor linear(String name, Tensor x, int out, boolean bias) {
        return within(name, () -> {
            int in = x.size(-1);
            Initializer initializer = Initializer.uniformFanIn(in);
            Tensor weight = parameter("weight", Shape.of(out, in), initializer, ParameterRole.WEIGHT);
            return bias
                    ? add(
                            new Operation.Linear(),
                            x,
                            weight,
                            parameter("bias", Shape.of(out), initializer, ParameterRole.BIAS))
                    : add(new Operation.Linear(), x, weight);
        });
    }

    /** A square convolution without bias, He-initialised by fan-out; x is {@code [n, c, h, w]}. */
    public Tensor convolution(String name, Tensor x, int out, int kernel, int stride, int padding) {
        return within(name, () -> {
            Shape shape = Shape.of(out, x.size(1), kernel, kernel);
            Tensor weight = parameter("weight", shape, Initializer.heFanOut(shape), ParameterRole.WEIGHT);
            return add(new Operation.Convolution2d(stride, padding), x, weight);
        });
    }

    public Tensor concatenate(int axis, List<Tensor> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        return add(new Operation.Concatenate(parts.get(0).shape().axis(axis)), parts.toArray(Tensor[]::new));
    }

    /** Names a result. Names of outputs are global: scopes do not prefix them. */
    public void output(String name, Tensor tensor) {
        if (outputs.putIfAbsent(name, owned(tensor).id()) != null) {
            throw new IllegalArgumentException("Program '" + this.name + "' declares the output '" + name + "' twice");
        }
    }

    public Program build() {
        if (outputs.isEmpty()) {
            throw new IllegalStateException("Program '" + name + "' has no output");
        }
        return new Program(name, nodes, List.copyOf(parameters.values()), List.copyOf(buffers.values()), outputs);
    }

    /** Adds any operation of the vocabulary. Whoever writes a method uses {@link Tensor}'s verbs instead. */
    public Tensor add(Operation operation, Tensor... inputs) {
        List<Node> arguments = new ArrayList<>();
        for (Tensor input : inputs) {
            arguments.add(owned(input));
        }
        ShapeRules.Result result;
        try {
            result = ShapeRules.infer(operation, arguments);
        } catch (ShapeException e) {
            String place = scope.isEmpty() ? "" : " at '" + scope + "'";
            throw new ShapeException("Program '" + name + "'" + place + ", "
                    + operation.getClass().getSimpleName() + ": " + e.getMessage());
        }
        return append(operation, arguments.stream().map(Node::id).toList(), result.shape(), result.type());
    }

    private BufferDeclaration buffer(String name, Shape shape, float initialValue) {
        String full = qualified(name);
        return buffers.computeIfAbsent(full, key -> new BufferDeclaration(key, shape, initialValue));
    }

    private Tensor append(Operation operation, List<Integer> inputs, Shape shape, ElementType type) {
        Node node = new Node(nodes.size(), operation, inputs, shape, type, scope);
        nodes.add(node);
        return new Tensor(this, node);
    }

    private Node owned(Tensor tensor) {
        if (tensor.builder() != this) {
            throw new IllegalArgumentException(tensor + " belongs to another program than '" + name + "'");
        }
        return tensor.node();
    }

    private String qualified(String part) {
        return scope.isEmpty() ? part : scope + "/" + part;
    }
}
