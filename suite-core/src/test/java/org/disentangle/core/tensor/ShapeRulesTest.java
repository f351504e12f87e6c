package org.disentangle.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal names the program, the scope, the operation and what did not fit. */
class ShapeRulesTest {

    private static Arguments refused(String name, Function<ProgramBuilder, Tensor> build, String... parts) {
        return Arguments.of(name, build, List.of(parts));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refused("binary", b -> x(b, 2, 3).plus(x(b, 2, 4)), "Binary", "[2, 3]", "[2, 4]"),
                refused("binary of types", b -> x(b, 2).plus(labels(b, 2)), "Binary", "INT64", "cast it first"),
                refused("comparison of types", b -> x(b, 2).equalTo(labels(b, 2)), "Binary", "INT64"),
                refused("unary of labels", b -> labels(b, 2).exp(), "Unary", "INT64"),
                refused("where", b -> x(b, 3).where(x(b, 2), x(b, 3)), "Where", "[2]", "[3]"),
                refused("reduce along an axis twice", b -> x(b, 2, 3).mean(1, -1), "Reduce", "[1, 1]", "twice"),
                refused("reduce of labels", b -> labels(b, 2).sum(), "Reduce", "INT64"),
                refused("matmul", b -> x(b, 2, 3).matmul(x(b, 4, 5)), "MatrixMultiply", "[2, 3]", "[4, 5]"),
                refused(
                        "matmul transposed",
                        b -> x(b, 2, 3).matmulTransposed(x(b, 3, 4)),
                        "MatrixMultiply",
                        "[2, 3]",
                        "[3, 4]"),
                refused("matmul of vectors", b -> x(b, 3).matmul(x(b, 3)), "MatrixMultiply", "[3]"),
                refused(
                        "matmul of batches",
                        b -> x(b, 2, 3, 4).matmul(x(b, 5, 4, 3)),
                        "MatrixMultiply",
                        "leading",
                        "[5, 4, 3]"),
                refused("linear of maps", b -> b.linear("layer", x(b, 2, 3, 4), 5, true), "Linear", "[2, 3, 4]"),
                refused(
                        "bias",
                        b -> b.add(new Operation.Linear(), x(b, 2, 3), x(b, 4, 3), x(b, 5)),
                        "Linear",
                        "bias",
                        "[5]",
                        "[4]"),
                refused(
                        "convolution of rows",
                        b -> b.add(new Operation.Convolution2d(1, 0), x(b, 2, 3), x(b, 4, 3, 1, 1)),
                        "Convolution2d",
                        "[2, 3]",
                        "[4, 3, 1, 1]"),
                refused(
                        "convolution of channels",
                        b -> b.add(new Operation.Convolution2d(1, 0), x(b, 2, 3, 8, 8), x(b, 4, 5, 3, 3)),
                        "Convolution2d",
                        "[2, 3, 8, 8]",
                        "[4, 5, 3, 3]"),
                refused(
                        "convolution wider than the image",
                        b -> b.convolution("layer", x(b, 1, 3, 2, 2), 4, 5, 1, 1),
                        "Convolution2d",
                        "a window of 5 does not fit into 2 with padding 1"),
                refused("pool of rows", b -> x(b, 2, 3).maxPool2d(2, 2, 0), "MaxPool2d", "[2, 3]"),
                refused(
                        "batch norm",
                        b -> b.batchNorm("norm", x(b, 2, 3, 4), Mode.TRAINING, 0.1, 1e-5, 1),
                        "BatchNorm",
                        "[2, 3, 4]"),
                refused("gather by numbers", b -> x(b, 2, 3).gather(0, x(b, 2)), "Gather", "INT64", "FLOAT32"),
                refused("gather by a matrix", b -> x(b, 2, 3).gather(0, labels(b, 2, 2)), "Gather", "[2, 2]"),
                refused(
                        "gather along",
                        b -> x(b, 2, 3).gatherAlong(1, labels(b, 4, 1)),
                        "GatherAlong",
                        "[4, 1]",
                        "[2, 3]"),
                refused("reshape", b -> x(b, 2, 3).reshape(4, 2), "Reshape", "[2, 3]", "[4, 2]"),
                refused("permute", b -> x(b, 2, 3).permute(0, 0), "Permute", "[0, 0]", "[2, 3]"),
                refused("permute of too few", b -> x(b, 2, 3).permute(0), "Permute", "[0]", "[2, 3]"),
                refused("broadcast", b -> x(b, 2, 3).broadcastTo(Shape.of(4, 3)), "Broadcast", "[2, 3]", "[4, 3]"),
                refused("broadcast to less", b -> x(b, 2, 3).broadcastTo(Shape.of(3)), "Broadcast", "[2, 3]", "[3]"),
                refused(
                        "concatenate",
                        b -> b.concatenate(0, List.of(x(b, 2, 3), x(b, 2, 4))),
                        "Concatenate",
                        "[2, 3]",
                        "[2, 4]"),
                refused(
                        "concatenate of types",
                        b -> b.concatenate(0, List.of(x(b, 2), labels(b, 2))),
                        "Concatenate",
                        "INT64"),
                refused("slice", b -> x(b, 2, 3).slice(1, 2, 2), "Slice", "2..4", "[2, 3]"),
                refused("slice of nothing", b -> x(b, 2, 3).slice(1, 0, 0), "Slice", "[2, 3]"),
                refused(
                        "too few inputs",
                        b -> b.add(new Operation.Binary(Operation.BinaryKind.ADD), x(b, 2)),
                        "Binary",
                        "2 inputs, got 1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void what_does_not_fit_is_refused_with_its_place(
            String name, Function<ProgramBuilder, Tensor> build, List<String> parts) {
        ProgramBuilder builder = new ProgramBuilder("model");
        assertThatThrownBy(() -> builder.within("head", () -> builder.within("z0", () -> build.apply(builder))))
                .as(name)
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("Program 'model' at 'head/z0")
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    static Stream<Arguments> results() {
        return Stream.of(
                result("broadcast sum", b -> x(b, 2, 1, 3).plus(x(b, 4, 1)), 2, 4, 3),
                result("labels compared", b -> labels(b, 3, 1).equalTo(labels(b, 1, 3)), 3, 3),
                result("where", b -> x(b, 3).where(x(b, 2, 1), b.scalar(0)), 2, 3),
                result("sum of all", b -> x(b, 2, 3).sum()),
                result("sum of one axis", b -> x(b, 2, 3, 4).sum(-2), 2, 4),
                result("sum keeping", b -> x(b, 2, 3).reduceKeeping(Operation.ReduceKind.SUM, 1), 2, 1),
                result("matmul", b -> x(b, 5, 2, 3).matmul(x(b, 3, 4)), 5, 2, 4),
                result("transposed matmul", b -> x(b, 3, 2).transposedMatmul(x(b, 3, 4)), 2, 4),
                result("convolution", b -> b.convolution("c", x(b, 2, 3, 9, 8), 5, 3, 2, 1), 2, 5, 5, 4),
                result("pool", b -> x(b, 2, 3, 8, 8).maxPool2d(3, 2, 1), 2, 3, 4, 4),
                result("linear", b -> b.linear("l", x(b, 2, 3), 5, true), 2, 5),
                result("gather", b -> x(b, 4, 3).gather(0, labels(b, 7)), 7, 3),
                result("gather along", b -> x(b, 4, 3).gatherAlong(1, labels(b, 4, 2)), 4, 2),
                result("permute", b -> x(b, 2, 3, 4).permute(2, 0, 1), 4, 2, 3),
                result("transpose", b -> x(b, 2, 3, 4).transpose(), 2, 4, 3),
                result("concatenate", b -> b.concatenate(-1, List.of(x(b, 2, 3), x(b, 2, 4))), 2, 7),
                result("slice", b -> x(b, 2, 5).slice(-1, 1, 3), 2, 3),
                result("unit rows", b -> x(b, 2, 5).l2Normalize(1), 2, 5));
    }

    private static Arguments result(String name, Function<ProgramBuilder, Tensor> build, int... shape) {
        return Arguments.of(name, build, Shape.of(shape));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("results")
    void what_fits_has_the_shape_it_should_have(String name, Function<ProgramBuilder, Tensor> build, Shape shape) {
        Tensor tensor = build.apply(new ProgramBuilder("model"));
        assertThat(tensor.shape()).as(name).isEqualTo(shape);
        assertThat(tensor.type()).isEqualTo(ElementType.FLOAT32);
    }

    @Test
    void gathering_labels_gives_labels_and_casting_changes_the_type() {
        ProgramBuilder builder = new ProgramBuilder("model");
        Tensor labels = labels(builder, 4);
        assertThat(labels.gather(0, labels).type()).isEqualTo(ElementType.INT64);
        assertThat(labels.cast(ElementType.FLOAT32).type()).isEqualTo(ElementType.FLOAT32);
        assertThat(labels.cast(ElementType.INT64)).isSameAs(labels);
    }

    @Test
    void the_maximum_of_bytes_is_bytes() {
        ProgramBuilder builder = new ProgramBuilder("model");
        Tensor bytes = builder.constant(HostTensor.of(Shape.of(2), (byte) 1, (byte) 2));
        assertThat(bytes.maximum(bytes).type()).isEqualTo(ElementType.UINT8);
        assertThatThrownBy(() -> bytes.plus(bytes)).hasMessageContaining("UINT8");
    }

    private static Tensor x(ProgramBuilder builder, int... shape) {
        return builder.constant(
                HostTensor.of(Shape.of(shape), new float[Shape.of(shape).elements()]));
    }

    private static Tensor labels(ProgramBuilder builder, int... shape) {
        return builder.constant(
                HostTensor.of(Shape.of(shape), new long[Shape.of(shape).elements()]));
    }
}
