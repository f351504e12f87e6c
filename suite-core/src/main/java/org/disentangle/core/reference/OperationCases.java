package org.disentangle.core.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Initializer;
import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Operation.BinaryKind;
import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.Operation.UnaryKind;
import org.disentangle.core.tensor.ParameterRole;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/** Every operation of the vocabulary at least once. */
public final class OperationCases {
    private static final Shape MATRIX = Shape.of(3, 4);
    private static final Shape IMAGES = Shape.of(2, 3, 5, 6);

    private OperationCases() {}

    public static List<OperationCase> all() {
        List<OperationCase> cases = new ArrayList<>();
        elementwise(cases);
        reductions(cases);
        products(cases);
        layers(cases);
        indexing(cases);
        forms(cases);
        chains(cases);
        return cases;
    }

    private static void elementwise(List<OperationCase> cases) {
        for (UnaryKind kind : UnaryKind.values()) {
            boolean steps = kind == UnaryKind.SIGN || kind == UnaryKind.FLOOR;
            boolean positive = kind == UnaryKind.LOG || kind == UnaryKind.SQRT || kind == UnaryKind.RECIPROCAL;
            Function<List<Tensor>, Tensor> build = x -> x.get(0).builder().add(new Operation.Unary(kind), x.get(0));
            String name = kind.name().toLowerCase(Locale.ROOT);
            cases.add(
                    steps
                            ? OperationCase.rough(name, build, MATRIX)
                            : positive
                                    ? OperationCase.positive(name, build, MATRIX)
                                    : OperationCase.of(name, build, MATRIX));
        }
        for (BinaryKind kind : BinaryKind.values()) {
            boolean compares = kind == BinaryKind.EQUAL || kind == BinaryKind.GREATER;
            Function<List<Tensor>, Tensor> build =
                    x -> x.get(0).builder().add(new Operation.Binary(kind), x.get(0), x.get(1));
            String name = kind.name().toLowerCase(Locale.ROOT);
            Shape column = Shape.of(3, 1);
            cases.add(
                    compares
                            ? OperationCase.rough(name, build, MATRIX, MATRIX)
                            : OperationCase.of(name, build, MATRIX, MATRIX));
            cases.add(
                    compares
                            ? OperationCase.rough(name + " broadcast", build, MATRIX, column)
                            : OperationCase.of(name + " broadcast", build, MATRIX, column));
            cases.add(
                    compares
                            ? OperationCase.rough(name + " of a scalar", build, Shape.SCALAR, MATRIX)
                            : OperationCase.of(name + " of a scalar", build, Shape.SCALAR, MATRIX));
        }
        cases.add(OperationCase.of("leaky relu", x -> x.get(0).leakyRelu(0.2), MATRIX));
        cases.add(OperationCase.of("affine", x -> x.get(0).affine(1.5, -0.25), MATRIX));
        cases.add(OperationCase.of("affine scale", x -> x.get(0).times(-3), MATRIX));
        cases.add(OperationCase.of("affine offset", x -> x.get(0).plus(0.75), MATRIX));
        cases.add(OperationCase.of("clamp", x -> x.get(0).clamp(-0.5, 0.75), MATRIX));
        cases.add(OperationCase.of(
                "where", x -> x.get(0).where(x.get(1).greaterThan(x.get(2)), x.get(2)), MATRIX, MATRIX, MATRIX));
        cases.add(OperationCase.of(
                "where with a mask of numbers",
                x -> x.get(0)
                        .where(
                                x.get(1).greaterThan(x.get(2)).times(3),
                                x.get(0).builder().scalar(-7)),
                MATRIX,
                Shape.of(3, 1),
                MATRIX));
        cases.add(OperationCase.of(
                "where with operands of several forms",
                x -> x.get(0)
                        .where(x.get(1).greaterThan(x.get(2)), x.get(3))
                        .plus(x.get(3).where(x.get(2), x.get(0))),
                Shape.of(2, 3, 4),
                Shape.of(2, 1, 1),
                Shape.of(2, 1, 1),
                Shape.of(2, 3, 1)));
        cases.add(OperationCase.rough(
                "a comparison used as numbers",
                x -> x.get(0).greaterThan(x.get(1)).plus(1).times(x.get(0)),
                MATRIX,
                MATRIX));
        cases.add(OperationCase.of(
                "sum that absorbs a scaling", x -> x.get(0).times(0.3).plus(x.get(1)), MATRIX, MATRIX));
        cases.add(OperationCase.of(
                "difference that absorbs a scaling",
                x -> x.get(0).minus(x.get(1).times(0.3)),
                MATRIX,
                MATRIX));
        cases.add(OperationCase.of(
                "a scaling used twice",
                x -> {
                    Tensor scaled = x.get(0).times(0.3);
                    return scaled.plus(x.get(1)).times(scaled);
                },
                MATRIX,
                MATRIX));
    }

    private static void reductions(List<OperationCase> cases) {
        for (ReduceKind kind : ReduceKind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            cases.add(OperationCase.of(name + " over all", x -> x.get(0).reduceKeeping(kind), IMAGES));
            cases.add(OperationCase.of(name + " over some", x -> x.get(0).reduceKeeping(kind, 1, 3), IMAGES));
            cases.add(OperationCase.of(
                    name + " dropping axes",
                    x -> x.get(0).builder().add(new Operation.Reduce(kind, List.of(0, 2), false), x.get(0)),
                    IMAGES));
            cases.add(OperationCase.of(
                    name + " of a scalar",
                    x -> x.get(0).builder().add(new Operation.Reduce(kind, List.of(), false), x.get(0)),
                    Shape.SCALAR));
        }
        cases.add(OperationCase.of(
                "sum of a mask",
                x -> x.get(0).greaterThan(x.get(1)).sum(0).times(x.get(0).mean(0)),
                MATRIX,
                MATRIX));
        cases.add(OperationCase.of("softmax", x -> x.get(0).softmax(1), MATRIX));
        cases.add(OperationCase.of("softmax over the first axis", x -> x.get(0).softmax(0), MATRIX));
        cases.add(OperationCase.of("log softmax", x -> x.get(0).logSoftmax(1), MATRIX));
        cases.add(OperationCase.of(
                "log softmax of shares that are too small for floats",
                x -> {
                    HostTensor low = HostTensor.of(Shape.of(4), 0f, -150f, 0f, -300f);
                    return x.get(0)
                            .plus(x.get(0).builder().constant(low))
                            .logSoftmax(1)
                            .times(0.01);
                },
                MATRIX));
        cases.add(OperationCase.of("unit vectors", x -> x.get(0).l2Normalize(1), MATRIX));
    }

    private static void products(List<OperationCase> cases) {
        cases.add(OperationCase.of("matmul", x -> x.get(0).matmul(x.get(1)), Shape.of(3, 4), Shape.of(4, 2)));
        cases.add(OperationCase.of(
                "matmul transposed", x -> x.get(0).matmulTransposed(x.get(1)), Shape.of(3, 4), Shape.of(2, 4)));
        cases.add(OperationCase.of(
                "transposed matmul", x -> x.get(0).transposedMatmul(x.get(1)), Shape.of(4, 3), Shape.of(4, 2)));
        cases.add(OperationCase.of(
                "batched matmul", x -> x.get(0).matmul(x.get(1)), Shape.of(5, 3, 4), Shape.of(5, 4, 2)));
        cases.add(OperationCase.of(
                "batched matmul transposed",
                x -> x.get(0).matmulTransposed(x.get(1)),
                Shape.of(5, 3, 4),
                Shape.of(5, 2, 4)));
        cases.add(OperationCase.of(
                "one matrix times many", x -> x.get(0).matmul(x.get(1)), Shape.of(3, 4), Shape.of(5, 4, 2)));
        cases.add(OperationCase.of(
                "many matrices times one", x -> x.get(0).matmul(x.get(1)), Shape.of(2, 5, 3, 4), Shape.of(4, 2)));
    }

    private static void layers(List<OperationCase> cases) {
        cases.add(OperationCase.of("linear", x -> x.get(0).builder().linear("layer", x.get(0), 5, true), MATRIX));
        cases.add(OperationCase.of(
                "linear without bias", x -> x.get(0).builder().linear("layer", x.get(0), 5, false), MATRIX));
        cases.add(OperationCase.of(
                "convolution", x -> x.get(0).builder().convolution("layer", x.get(0), 4, 3, 1, 1), IMAGES));
        cases.add(OperationCase.of(
                "strided convolution", x -> x.get(0).builder().convolution("layer", x.get(0), 4, 3, 2, 1), IMAGES));
        cases.add(OperationCase.of(
                "pointwise convolution", x -> x.get(0).builder().convolution("layer", x.get(0), 4, 1, 2, 0), IMAGES));
        cases.add(OperationCase.of(
                "convolution with bias",
                x -> {
                    Tensor weight = parameter(x.get(0), "weight", Shape.of(4, 3, 2, 2));
                    Tensor bias = parameter(x.get(0), "bias", Shape.of(4));
                    return x.get(0).builder().add(new Operation.Convolution2d(1, 0), x.get(0), weight, bias);
                },
                IMAGES));
        for (Mode mode : Mode.values()) {
            String name = "batch norm in " + mode.name().toLowerCase(Locale.ROOT);
            cases.add(OperationCase.of(
                    name, x -> x.get(0).builder().batchNorm("norm", x.get(0), mode, 0.1, 1e-5, 1), IMAGES));
            cases.add(OperationCase.of(
                    name + " of vectors",
                    x -> x.get(0).builder().batchNorm("norm", x.get(0), mode, 0.25, 1e-3, 1),
                    Shape.of(6, 3)));
        }
        cases.add(OperationCase.of(
                "batch norm in evaluation before the same in training",
                x -> {
                    Tensor evaluated = x.get(0).builder().batchNorm("norm", x.get(0), Mode.EVALUATION, 0.5, 1e-5, 1);
                    Tensor trained = x.get(0).builder().batchNorm("norm", x.get(0), Mode.TRAINING, 0.5, 1e-5, 1);
                    return evaluated.times(trained);
                },
                Shape.of(6, 3)));
        cases.add(OperationCase.of("max pool", x -> x.get(0).maxPool2d(2, 2, 0), IMAGES));
        cases.add(OperationCase.of("padded max pool", x -> x.get(0).maxPool2d(3, 2, 1), IMAGES));
        cases.add(OperationCase.rough(
                        "a buffer read beside its change",
                        x -> x.get(0)
                                .builder()
                                .batchNorm("norm", x.get(0), Mode.TRAINING, 0.5, 1e-5, 1)
                                .plus(x.get(1)),
                        Shape.of(6, 3),
                        Shape.of(3))
                .reading("x1", "place/norm/running_mean"));
    }

    private static Tensor parameter(Tensor x, String name, Shape shape) {
        return x.builder().parameter(name, shape, new Initializer.Constant(0), ParameterRole.WEIGHT);
    }

    private static void indexing(List<OperationCase> cases) {
        cases.add(OperationCase.of("gather rows", x -> x.get(0).gather(0, indices(x.get(0), 2, 0, 2, 1)), MATRIX));
        cases.add(OperationCase.of("gather columns", x -> x.get(0).gather(1, indices(x.get(0), 3, 3)), MATRIX));
        cases.add(OperationCase.of(
                "gather along",
                x -> x.get(0).gatherAlong(1, indices(x.get(0), 3, 0, 1, 1, 2, 0).reshape(3, 2)),
                MATRIX));
        cases.add(OperationCase.rough(
                "bytes picked, compared and cast",
                x -> {
                    Tensor pool = x.get(0)
                            .builder()
                            .constant(HostTensor.of(
                                    Shape.of(3, 2), (byte) 0, (byte) 200, (byte) 7, (byte) 255, (byte) 1, (byte) 128));
                    Tensor picked = pool.gather(0, indices(x.get(0), 2, 1));
                    return picked.maximum(pool.slice(0, 0, 2))
                            .cast(ElementType.FLOAT32)
                            .times(1 / 255.0);
                },
                MATRIX));
        cases.add(OperationCase.rough(
                "labels compared",
                x -> {
                    Tensor labels = indices(x.get(0), 4, 1, 4);
                    return labels.reshape(3, 1)
                            .equalTo(labels.reshape(1, 3))
                            .times(x.get(0).slice(1, 0, 3));
                },
                MATRIX));
        cases.add(OperationCase.rough(
                "numbers cut to integers", x -> x.get(0).times(3).cast(ElementType.INT64), MATRIX));
    }

    private static Tensor indices(Tensor x, int... values) {
        return x.builder().constant(HostTensor.indices(values));
    }

    private static void forms(List<OperationCase> cases) {
        cases.add(OperationCase.of("reshape", x -> x.get(0).reshape(2, 6).square(), MATRIX));
        cases.add(OperationCase.of("permute", x -> x.get(0).permute(0, 2, 3, 1).exp(), IMAGES));
        cases.add(OperationCase.of(
                "permute then reshape", x -> x.get(0).permute(3, 1, 0, 2).reshape(6, 30), IMAGES));
        cases.add(OperationCase.of(
                "broadcast", x -> x.get(0).broadcastTo(Shape.of(2, 3, 4)).times(x.get(0)), MATRIX));
        cases.add(OperationCase.positive("slice", x -> x.get(0).slice(1, 1, 2).sqrt(), MATRIX));
        cases.add(OperationCase.of(
                "concatenate",
                x -> x.get(0).builder().concatenate(1, List.of(x.get(0), x.get(1))),
                MATRIX,
                Shape.of(3, 2)));
        cases.add(OperationCase.of(
                "stop gradient", x -> x.get(0).stopGradient().times(x.get(0)).plus(x.get(1)), MATRIX, MATRIX));
    }

    /** Where results may overwrite what they are made of. */
    private static void chains(List<OperationCase> cases) {
        cases.add(OperationCase.of(
                "a chain",
                x -> x.get(0)
                        .times(2)
                        .exp()
                        .plus(1)
                        .reciprocal()
                        .minus(x.get(0))
                        .absolute(),
                MATRIX));
        cases.add(OperationCase.of(
                "a view that is read after its base was changed",
                x -> {
                    Tensor base = x.get(0).times(2);
                    Tensor view = base.slice(0, 0, 2);
                    return base.exp().slice(0, 1, 2).plus(view);
                },
                MATRIX));
        cases.add(OperationCase.of(
                "two slices of one base",
                x -> {
                    Tensor base = x.get(0).plus(1);
                    return base.slice(1, 0, 3).times(base.slice(1, 1, 3));
                },
                MATRIX));
        cases.add(OperationCase.of(
                "relu after layers and a residual sum",
                x -> {
                    Tensor first = x.get(0)
                            .builder()
                            .convolution("first", x.get(0), 3, 3, 1, 1)
                            .relu();
                    Tensor second = x.get(0).builder().convolution("second", first, 3, 3, 1, 1);
                    return second.plus(first).relu().mean(2, 3);
                },
                IMAGES));
        cases.add(OperationCase.of(
                "relu of a sum that is read again",
                x -> {
                    Tensor sum = x.get(0).plus(x.get(1));
                    return sum.relu().plus(sum.square());
                },
                MATRIX,
                MATRIX));
        cases.add(OperationCase.of(
                "relu of an exponential", x -> x.get(0).exp().minus(1).relu(), MATRIX));
    }
}
