package org.disentangle.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/**
 * A small program around one operation, to hold an engine against the reference: output {@code value} is the operation's result and
 * {@code loss} a smooth scalar of it (where it is of type FLOAT32). Inputs keep away from kinks, ties and poles.
 *
 * @param inputs a value for each input
 * @param variables a value for each parameter
 */
public record OperationExample(
        String name, Program program, Map<String, ReferenceTensor> inputs, Map<String, ReferenceTensor> variables) {
    /** The output that holds the operation's result. */
    public static final String VALUE = "value";

    private static final Shape IMAGES = Shape.of(3, 2, 5, 4);

    /** At least one example for each kind of operation. */
    public static List<OperationExample> all() {
        List<OperationExample> examples = new ArrayList<>();
        for (Operation.UnaryKind kind : Operation.UnaryKind.values()) {
            examples.add(positive("unary " + kind, (b, x) -> b.add(new Operation.Unary(kind), x)));
            if (kind != Operation.UnaryKind.LOG && kind != Operation.UnaryKind.SQRT) {
                examples.add(mixed("unary " + kind + " of both signs", (b, x) -> b.add(new Operation.Unary(kind), x)));
            }
        }
        examples.add(mixed("leaky relu", (b, x) -> x.leakyRelu(0.2)));
        examples.add(mixed("affine", (b, x) -> x.affine(-1.5, 0.25)));
        examples.add(mixed("clamp", (b, x) -> x.clamp(-0.41, 0.62)));
        for (Operation.BinaryKind kind : Operation.BinaryKind.values()) {
            examples.add(mixed(
                    "binary " + kind, (b, x) -> b.add(new Operation.Binary(kind), x, numbers(b, x.shape(), 0.3))));
            examples.add(mixed(
                    "binary " + kind + " with broadcasting",
                    (b, x) -> b.add(new Operation.Binary(kind), x, numbers(b, Shape.of(3, 1), 0.3))));
        }
        examples.add(mixed("equal of labels", (b, x) -> labels(b, 4, 1, 2, 1, 3)
                .reshape(4, 1)
                .equalTo(labels(b, 4, 1, 2, 2, 3))
                .plus(x.mean())));
        examples.add(mixed("where", (b, x) -> x.where(x.greaterThan(b.scalar(0.05)), numbers(b, x.shape(), 0.3))));
        for (Operation.ReduceKind kind : Operation.ReduceKind.values()) {
            examples.add(mixed("reduce " + kind, (b, x) -> b.add(new Operation.Reduce(kind, List.of(0, 2), false), x)));
            examples.add(mixed(
                    "reduce " + kind + " keeping axes",
                    (b, x) -> b.add(new Operation.Reduce(kind, List.of(1), true), x)));
            examples.add(mixed(
                    "reduce " + kind + " of everything",
                    (b, x) -> b.add(new Operation.Reduce(kind, List.of(0, 1, 2), false), x)));
        }
        examples.add(mixed("softmax", (b, x) -> x.softmax(1)));
        examples.add(mixed("log softmax", (b, x) -> x.logSoftmax(2)));
        products(examples);
        layers(examples);
        forms(examples);
        return examples;
    }

    private static void products(List<OperationExample> examples) {
        examples.add(mixed("matmul", (b, x) -> x.matmul(numbers(b, Shape.of(2, 4, 5), 0.3))));
        examples.add(mixed("matmul with one matrix", (b, x) -> x.matmul(numbers(b, Shape.of(4, 5), 0.3))));
        examples.add(mixed("matmul transposed", (b, x) -> x.matmulTransposed(numbers(b, Shape.of(2, 5, 4), 0.3))));
        examples.add(mixed("transposed matmul", (b, x) -> x.transposedMatmul(numbers(b, Shape.of(2, 3, 5), 0.3))));
        examples.add(mixed("matmul with itself", (b, x) -> x.matmulTransposed(x)));
        examples.add(mixed("linear", (b, x) -> b.linear("layer", x.reshape(6, 4), 3, true)));
        examples.add(mixed("linear without bias", (b, x) -> b.linear("layer", x.reshape(6, 4), 3, false)));
    }

    private static void layers(List<OperationExample> examples) {
        examples.add(of("convolution", IMAGES, 0.1, (b, x) -> b.convolution("layer", x, 3, 3, 2, 1)));
        examples.add(of("convolution 1x1", IMAGES, 0.1, (b, x) -> b.convolution("layer", x, 3, 1, 1, 0)));
        examples.add(of(
                "convolution with bias and a kernel that is not square",
                IMAGES,
                0.1,
                (b, x) -> b.add(
                        new Operation.Convolution2d(1, 1),
                        x,
                        numbers(b, Shape.of(4, 2, 3, 2), 0.2),
                        numbers(b, Shape.of(4), 0.7))));
        examples.add(of("maximum pooling", IMAGES, 0.1, (b, x) -> x.maxPool2d(3, 2, 1)));
        for (Mode mode : Mode.values()) {
            examples.add(of(
                    "batch norm of maps in " + mode,
                    IMAGES,
                    0.1,
                    (b, x) -> b.batchNorm("layer", x, mode, 0.1, 1e-5, 1)));
            examples.add(mixed(
                    "batch norm of rows in " + mode,
                    (b, x) -> b.batchNorm("layer", x.reshape(6, 4), mode, 0.1, 1e-5, 1)));
        }
    }

    private static void forms(List<OperationExample> examples) {
        examples.add(mixed("gather", (b, x) -> x.gather(1, labels(b, 4, 2, 0, 2, 1))));
        examples.add(mixed("gather along", (b, x) -> x.reshape(6, 4)
                .gatherAlong(
                        1, labels(b, 12, 3, 0, 1, 1, 2, 0, 3, 3, 0, 2, 1, 0).reshape(6, 2))));
        examples.add(mixed("reshape", (b, x) -> x.reshape(4, 6)));
        examples.add(mixed("permute", (b, x) -> x.permute(2, 0, 1)));
        examples.add(mixed("broadcast", (b, x) -> x.reshape(2, 1, 3, 4).broadcastTo(Shape.of(2, 5, 3, 4))));
        examples.add(
                mixed("concatenate", (b, x) -> b.concatenate(1, List.of(x, numbers(b, Shape.of(2, 2, 4), 0.3), x))));
        examples.add(mixed("slice", (b, x) -> x.slice(2, 1, 2)));
        examples.add(mixed("cast", (b, x) -> x.times(10)
                .cast(ElementType.INT64)
                .cast(ElementType.FLOAT32)
                .plus(x)));
        examples.add(mixed("stop gradient", (b, x) -> x.stopGradient().times(x)));
        examples.add(mixed("constant", (b, x) -> x.plus(b.scalar(0.5))));
    }

    private static OperationExample positive(String name, BiFunction<ProgramBuilder, Tensor, Tensor> build) {
        return of(name, Shape.of(2, 3, 4), 1.25, build);
    }

    private static OperationExample mixed(String name, BiFunction<ProgramBuilder, Tensor, Tensor> build) {
        return of(name, Shape.of(2, 3, 4), 0.1, build);
    }

    /** @param offset values are sines around it */
    private static OperationExample of(
            String name, Shape shape, double offset, BiFunction<ProgramBuilder, Tensor, Tensor> build) {
        ProgramBuilder builder = new ProgramBuilder(name);
        Tensor x = builder.input("x", ElementType.FLOAT32, shape);
        Tensor value = build.apply(builder, x);
        builder.output(VALUE, value);
        Tensor weights = numbers(builder, value.shape(), 0.4);
        builder.output(
                "loss", value.times(weights).plus(value.square().times(0.1)).sum());
        Program program = builder.build();
        Map<String, ReferenceTensor> variables = new LinkedHashMap<>();
        program.parameters()
                .forEach(parameter -> variables.put(parameter.name(), sines(parameter.shape(), variables.size(), 0.2)));
        return new OperationExample(name, program, Map.of("x", sines(shape, 0.5, offset)), variables);
    }

    private static Tensor numbers(ProgramBuilder builder, Shape shape, double offset) {
        return builder.constant(sines(shape, 40, offset).toHost(ElementType.FLOAT32));
    }

    private static Tensor labels(ProgramBuilder builder, int count, long... values) {
        return builder.constant(HostTensor.of(Shape.of(count), values));
    }

    private static ReferenceTensor sines(Shape shape, double start, double offset) {
        double[] values = new double[shape.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (offset + Math.sin(start + i));
        }
        return new ReferenceTensor(shape, values);
    }
}
