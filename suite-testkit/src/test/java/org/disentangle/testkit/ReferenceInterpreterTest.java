package org.disentangle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Expected numbers by PyTorch in double precision: {@code scripts/golden/reference_layers.py}. */
class ReferenceInterpreterTest {

    @Test
    void a_convolution_is_that_of_pytorch() {
        ProgramBuilder builder = new ProgramBuilder("test");
        Tensor x = builder.input("x", ElementType.FLOAT32, Shape.of(2, 2, 4, 3));
        Tensor weight = builder.input("weight", ElementType.FLOAT32, Shape.of(2, 2, 3, 2));
        Tensor bias = builder.input("bias", ElementType.FLOAT32, Shape.of(2));
        builder.output("y", builder.add(new Operation.Convolution2d(2, 1), x, weight, bias));

        ReferenceTensor y = ReferenceInterpreter.run(
                        builder.build(),
                        Map.of(
                                "x", sines(0, 2, 2, 4, 3),
                                "weight", sines(100, 2, 2, 3, 2),
                                "bias", sines(7, 2)))
                .output("y");

        assertThat(y.shape()).isEqualTo(Shape.of(2, 2, 2, 2));
        assertClose(
                y,
                -0.480424606236,
                5.277065945125,
                -1.069805532496,
                4.670429813942,
                0.057021220325,
                4.523796829302,
                -0.949160535550,
                5.791561172944,
                -2.478653751878,
                1.307120957575,
                -1.802809309353,
                -1.067476971623,
                -1.960274723967,
                2.495155150748,
                -2.392068084865,
                0.692346143558);
    }

    @Test
    void maximum_pooling_is_that_of_pytorch() {
        assertClose(
                of(x -> x.maxPool2d(3, 2, 1), sines(0, 2, 2, 4, 3)),
                0.841470984808,
                0.909297426826,
                0.656986598719,
                0.989358246623,
                0.650287840157,
                0.990607355695,
                0.836655638536,
                0.912945250728,
                0.956375928405,
                0.762558450480,
                0.999911860107,
                0.551426681242,
                0.963795386284,
                0.745113160479,
                0.963795386284,
                0.901788347649);
    }

    @Test
    void batch_norm_and_its_running_statistics_are_those_of_pytorch() {
        Map<String, ReferenceTensor> variables = Map.of("norm/scale", sines(1, 2), "norm/shift", sines(3, 2));
        Map<String, ReferenceTensor> inputs = Map.of("x", sines(0, 2, 2, 4, 3));

        ReferenceInterpreter.Result training = ReferenceInterpreter.run(norm(Mode.TRAINING), inputs, variables);

        assertClose(
                training.output("y"),
                0.092966579417,
                1.106335592770,
                1.188017808637,
                -1.504035345210,
                -0.261021081033,
                0.480105543435);
        assertClose(training.buffers().get("norm/running_mean"), 0.003998515100, 0.003856732267);
        assertClose(training.buffers().get("norm/running_variance"), 0.950944329571, 0.951111904187);

        Map<String, ReferenceTensor> trained = new java.util.HashMap<>(variables);
        trained.putAll(training.buffers());
        ReferenceInterpreter.Result evaluation = ReferenceInterpreter.run(norm(Mode.EVALUATION), inputs, trained);

        assertClose(
                evaluation.output("y"),
                0.137669698544,
                0.863773082647,
                0.922300364003,
                -1.260682400052,
                -0.368647632781,
                0.163213291932);
        assertThat(evaluation.buffers()).isEqualTo(training.buffers());
    }

    @Test
    void a_product_of_batched_and_transposed_matrices_is_that_of_pytorch() {
        assertClose(
                of(x -> x.transposedMatmul(constant(x, sines(50, 2, 3, 4))), sines(0, 2, 3, 2)),
                -1.259513941853,
                -1.390959719251,
                -0.243563545509,
                1.127763828723,
                -1.251726825510,
                -0.187690585125,
                1.048907513645,
                1.321144881654,
                -0.240742928866,
                -1.410571331707,
                -1.283526957360,
                0.023586182296,
                -1.270457135607,
                -1.193670484660,
                -0.019428695010,
                1.172675747232);
    }

    @Test
    void softmax_log_sum_exp_and_gather_are_those_of_pytorch() {
        assertClose(
                of(x -> x.logSoftmax(1), sines(0, 2, 3)),
                -1.758263792541,
                -0.916792807733,
                -0.848966365716,
                -0.554041151862,
                -1.451963655230,
                -1.654085434585);
        assertClose(of(x -> x.softmax(1).sum(1), sines(0, 2, 3)), 1, 1);
        assertClose(of(x -> x.logSumExp(0, 2), sines(0, 2, 3, 2)), 1.792588002012, 2.058430066347, 0.588209845955);
        Function<Tensor, Tensor> gather =
                x -> x.gatherAlong(1, x.builder().constant(HostTensor.of(Shape.of(2, 2), 2L, 0L, 1L, 1L)));
        assertClose(of(gather, sines(0, 2, 3)), 0.909297426826, 0, -0.756802495308, -0.756802495308);
    }

    @Test
    void log_sum_exp_does_not_overflow() {
        assertClose(of(x -> x.logSumExp(0), ReferenceTensor.of(Shape.of(2), 1e4, 1e4)), 1e4 + Math.log(2));
        assertClose(of(x -> x.logSumExp(0), ReferenceTensor.of(Shape.of(2), -1e30, 3)), 3);
    }

    @Test
    void reductions_of_one_axis_are_those_by_hand() {
        ReferenceTensor x = ReferenceTensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 9);
        assertClose(of(t -> t.sum(0), x), 5, 7, 12);
        assertClose(of(t -> t.mean(1), x), 2, 6);
        assertClose(of(t -> t.max(1), x), 3, 9);
        assertClose(of(t -> t.min(), x), 1);
        assertThat(of(t -> t.reduceKeeping(Operation.ReduceKind.SUM, 1), x).shape())
                .isEqualTo(Shape.of(2, 1));
    }

    @Test
    void elementwise_operations_are_those_by_hand() {
        ReferenceTensor x = ReferenceTensor.of(Shape.of(4), -2.5, -0.5, 0, 1.5);
        assertClose(of(Tensor::negate, x), 2.5, 0.5, -0.0, -1.5);
        assertClose(of(Tensor::absolute, x), 2.5, 0.5, 0, 1.5);
        assertClose(of(Tensor::sign, x), -1, -1, 0, 1);
        assertClose(of(Tensor::exp, x), Math.exp(-2.5), Math.exp(-0.5), 1, Math.exp(1.5));
        assertClose(of(t -> t.absolute().plus(1).log(), x), Math.log(3.5), Math.log(1.5), 0, Math.log(2.5));
        assertClose(of(t -> t.square().sqrt(), x), 2.5, 0.5, 0, 1.5);
        assertClose(of(t -> t.plus(3).reciprocal(), x), 2, 0.4, 1 / 3.0, 1 / 4.5);
        assertClose(of(Tensor::relu, x), 0, 0, 0, 1.5);
        assertClose(of(t -> t.leakyRelu(0.1), x), -0.25, -0.05, 0, 1.5);
        assertClose(of(Tensor::floor, x), -3, -1, 0, 1);
        assertClose(of(Tensor::sigmoid, x), 0.0758581800212, 0.377540668798, 0.5, 0.817574476194);
        assertClose(of(Tensor::tanh, x), Math.tanh(-2.5), Math.tanh(-0.5), 0, Math.tanh(1.5));
        assertClose(of(t -> t.clamp(-1, 1), x), -1, -0.5, 0, 1);
        assertClose(of(t -> t.where(t.greaterThan(t.builder().scalar(-1)), t.times(10)), x), -25, -0.5, 0, 1.5);
        assertClose(of(t -> t.equalTo(t.builder().scalar(1.5)), x), 0, 0, 0, 1);
    }

    @Test
    void forms_are_those_by_hand() {
        ReferenceTensor x = ReferenceTensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        assertClose(of(Tensor::transpose, x), 1, 4, 2, 5, 3, 6);
        assertClose(of(t -> t.slice(1, 1, 2), x), 2, 3, 5, 6);
        assertClose(of(t -> t.gather(1, constantIndices(t, 2, 0)), x), 3, 1, 6, 4);
        assertClose(of(t -> t.gather(0, constantIndices(t, 1, 1)), x), 4, 5, 6, 4, 5, 6);
        assertClose(of(t -> t.builder().concatenate(0, List.of(t, t.slice(0, 0, 1))), x), 1, 2, 3, 4, 5, 6, 1, 2, 3);
        assertClose(of(t -> t.slice(1, 0, 1).broadcastTo(Shape.of(2, 2)), x), 1, 1, 4, 4);
        assertClose(of(t -> t.plus(t.slice(0, 0, 1)), x), 2, 4, 6, 5, 7, 9);
        assertClose(of(t -> t.times(0.7).cast(ElementType.INT64).cast(ElementType.FLOAT32), x), 0, 1, 2, 2, 3, 4);
    }

    @Test
    void the_examples_use_every_operation_and_give_finite_numbers() {
        Set<Class<?>> used = new HashSet<>();
        for (OperationExample example : OperationExample.all()) {
            ReferenceInterpreter.Result result =
                    ReferenceInterpreter.run(example.program(), example.inputs(), example.variables());
            assertThat(result.output("loss").scalar()).as(example.name()).isFinite();
            assertThat(Arrays.stream(result.output(OperationExample.VALUE).values())
                            .allMatch(Double::isFinite))
                    .as(example.name())
                    .isTrue();
            example.program().nodes().forEach(node -> used.add(node.operation().getClass()));
        }
        Set<Class<?>> all = new HashSet<>(Arrays.asList(Operation.class.getPermittedSubclasses()));
        all.remove(Operation.Buffer.class);
        assertThat(used).isEqualTo(all);
    }

    @Test
    void a_missing_input_is_named_with_its_shape() {
        Program program = program(Tensor::relu, Shape.of(2));
        assertThatThrownBy(() -> ReferenceInterpreter.run(program, Map.of()))
                .hasMessageContaining("'x'")
                .hasMessageContaining("[2]");
    }

    @Test
    void an_index_off_the_axis_is_refused() {
        assertThatThrownBy(() -> of(t -> t.gather(1, constantIndices(t, 3)), sines(0, 2, 3)))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static Program norm(Mode mode) {
        ProgramBuilder builder = new ProgramBuilder("norm");
        Tensor x = builder.input("x", ElementType.FLOAT32, Shape.of(2, 2, 4, 3));
        Tensor y = builder.batchNorm("norm", x, mode, 0.1, 1e-5, 1);
        builder.output("y", y.slice(0, 0, 1).slice(2, 0, 1).reshape(2, 3));
        return builder.build();
    }

    private static Tensor constant(Tensor like, ReferenceTensor value) {
        ProgramBuilder builder = like.builder();
        return builder.constant(value.toHost(ElementType.FLOAT32));
    }

    private static Tensor constantIndices(Tensor like, int... indices) {
        return like.builder().constant(HostTensor.indices(indices));
    }

    private static Program program(Function<Tensor, Tensor> build, Shape shape) {
        ProgramBuilder builder = new ProgramBuilder("test");
        builder.output("y", build.apply(builder.input("x", ElementType.FLOAT32, shape)));
        return builder.build();
    }

    private static ReferenceTensor of(Function<Tensor, Tensor> build, ReferenceTensor x) {
        return ReferenceInterpreter.run(program(build, x.shape()), Map.of("x", x))
                .output("y");
    }

    private static ReferenceTensor sines(int start, int... sizes) {
        Shape shape = Shape.of(sizes);
        double[] values = new double[shape.elements()];
        Arrays.setAll(values, i -> Math.sin(start + i));
        return new ReferenceTensor(shape, values);
    }

    private static void assertClose(ReferenceTensor found, double... expected) {
        assertThat(found.values()).containsExactly(expected, within(1e-7));
    }
}
