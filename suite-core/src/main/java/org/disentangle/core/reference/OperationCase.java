package org.disentangle.core.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.disentangle.core.tensor.BufferDeclaration;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.ParameterDeclaration;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.core.tensor.TensorValue;

/** A small program with values for all that it reads. Its outputs are {@code out} and {@code loss}, a weighted sum of out. */
public record OperationCase(
        String name,
        Program program,
        Map<String, ReferenceTensor> inputs,
        Map<String, ReferenceTensor> variables,
        boolean smooth) {

    /** Builds the operation under test from inputs x, y, ... of the shapes given. */
    public static OperationCase of(String name, Function<List<Tensor>, Tensor> build, Shape... shapes) {
        return made(name, build, true, 0, shapes);
    }

    /** One whose gradient is not checked: integers, kinks, or none by definition. */
    public static OperationCase rough(String name, Function<List<Tensor>, Tensor> build, Shape... shapes) {
        return made(name, build, false, 0, shapes);
    }

    /** One that takes numbers above 0. */
    public static OperationCase positive(String name, Function<List<Tensor>, Tensor> build, Shape... shapes) {
        return made(name, build, true, 0.5, shapes);
    }

    /** The same with a buffer in the place of an input: no builder makes such a node, but a program may hold one. */
    public OperationCase reading(String input, String buffer) {
        List<Node> nodes = new ArrayList<>();
        for (Node node : program.nodes()) {
            boolean chosen = new Operation.Input(input).equals(node.operation());
            Operation operation = chosen ? new Operation.Buffer(buffer) : node.operation();
            nodes.add(new Node(node.id(), operation, node.inputs(), node.shape(), node.type(), node.scope()));
        }
        Program changed = new Program(name, nodes, program.parameters(), program.buffers(), program.outputs());
        Map<String, ReferenceTensor> fewer = new LinkedHashMap<>(inputs);
        fewer.remove(input);
        return new OperationCase(name, changed, fewer, variables, smooth);
    }

    private static OperationCase made(
            String name, Function<List<Tensor>, Tensor> build, boolean smooth, double least, Shape... shapes) {
        ProgramBuilder builder = new ProgramBuilder(name);
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(name.hashCode());
        Map<String, ReferenceTensor> inputs = new LinkedHashMap<>();
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < shapes.length; i++) {
            String input = "x" + i;
            tensors.add(builder.input(input, ElementType.FLOAT32, shapes[i]));
            inputs.put(input, numbers(shapes[i], random, least));
        }
        Tensor out = builder.within("place", () -> build.apply(tensors));
        builder.output("out", out);
        Tensor floating = out.cast(ElementType.FLOAT32);
        HostTensor weights = numbers(floating.shape(), random, 0).toHost(ElementType.FLOAT32);
        Tensor weighted = floating.times(builder.constant(weights));
        builder.output("loss", weighted.sum());
        Program program = builder.build();
        return new OperationCase(name, program, inputs, variables(program, random), smooth);
    }

    private static Map<String, ReferenceTensor> variables(Program program, UniformRandomProvider random) {
        Map<String, ReferenceTensor> variables = new HashMap<>();
        for (ParameterDeclaration parameter : program.parameters()) {
            variables.put(parameter.name(), numbers(parameter.shape(), random, 0));
        }
        for (BufferDeclaration buffer : program.buffers()) {
            variables.put(buffer.name(), numbers(buffer.shape(), random, 0.5));
        }
        return variables;
    }

    /** Between -2 and 2, or between least and 2; never near the kinks at 0, as floats. */
    public static ReferenceTensor numbers(Shape shape, UniformRandomProvider random, double least) {
        double[] values = new double[shape.elements()];
        for (int i = 0; i < values.length; i++) {
            double size = 0.05 + least + (1.95 - least) * random.nextDouble();
            values[i] = (float) (least > 0 || random.nextBoolean() ? size : -size);
        }
        return new ReferenceTensor(shape, values);
    }

    public boolean hasLayers() {
        return program.nodes().stream()
                .map(Node::operation)
                .anyMatch(operation ->
                        operation instanceof Operation.Linear || operation instanceof Operation.Convolution2d);
    }

    public Map<String, TensorValue> hostInputs() {
        Map<String, TensorValue> host = new HashMap<>();
        for (Map.Entry<String, Node> input : program.inputs().entrySet()) {
            ReferenceTensor value = Objects.requireNonNull(inputs.get(input.getKey()));
            host.put(input.getKey(), value.toHost(input.getValue().type()));
        }
        return host;
    }

    public Map<String, HostTensor> hostVariables() {
        Map<String, HostTensor> host = new HashMap<>();
        variables.forEach((variable, value) -> host.put(variable, value.toHost(ElementType.FLOAT32)));
        return host;
    }

    @Override
    public String toString() {
        return name;
    }
}
