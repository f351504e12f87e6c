package org.disentangle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.disentangle.core.network.ConfiguredEncoder;
import org.disentangle.core.network.ConvEncoder;
import org.disentangle.core.network.ConvOptions;
import org.disentangle.core.network.Encoder;
import org.disentangle.core.network.HeadOptions;
import org.disentangle.core.network.Heads;
import org.disentangle.core.network.MlpEncoder;
import org.disentangle.core.network.MlpOptions;
import org.disentangle.core.network.ResnetEncoder;
import org.disentangle.core.network.ResnetOptions;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.BufferDeclaration;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.ParameterDeclaration;
import org.disentangle.core.tensor.ParameterRole;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What encoders compute, by the reference interpreter. */
class EncoderNumbersTest {

    /** Expected numbers by torchvision 0.14 with the same weights: {@code scripts/golden/resnets.py}. */
    @Test
    void residual_nets_compute_what_torchvisions_do() {
        ResnetOptions small = new ResnetOptions(18, ResnetOptions.Stem.SMALL, false);
        assertResnet(
                small,
                8,
                new double[] {0.0492757006, 0.5485717413, 1.1502720204, 0.0000000000, 0.1235918262, 1.0813864783},
                318.20178178,
                489.65083178);
        ResnetOptions ofThePaper = new ResnetOptions(34, ResnetOptions.Stem.SMALL, false);
        assertResnet(
                ofThePaper,
                8,
                new double[] {3.8601830288, 1.9672271925, 0.2644604688, 0.0858928616, 5.7929749907, 1.3100182640},
                849.43791852,
                3290.47117335);
        ResnetOptions imagenet = new ResnetOptions(50, ResnetOptions.Stem.IMAGENET, false);
        assertResnet(
                imagenet,
                32,
                new double[] {2.6845965517, 0.0000000000, 4.7136970204, 0.0000000000, 4.2824641771, 0.0000000000},
                3362.33121648,
                12193.06805817);
    }

    static Stream<Arguments> encoders() {
        return Stream.of(
                Arguments.of(new MlpEncoder(), new MlpOptions(List.of(6, 5, 4), 0.2, true), Shape.of(3, 7)),
                Arguments.of(
                        new ConvEncoder(),
                        new ConvOptions(List.of(3, 4), ConvOptions.Pooling.MEAN, false),
                        Shape.of(3, 2, 6, 6)),
                Arguments.of(
                        new ConvEncoder(),
                        new ConvOptions(List.of(3, 4), ConvOptions.Pooling.FLATTEN, false),
                        Shape.of(3, 2, 6, 6)),
                Arguments.of(new ResnetEncoder(), ResnetOptions.DEFAULT, Shape.of(3, 1, 8, 8)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("encoders")
    <O extends Record> void a_frozen_encoder_treats_each_sample_by_itself(
            Encoder<O> encoder, O options, Shape samples) {
        Program all = program(encoder, options, samples, Mode.EVALUATION);
        Program single = program(encoder, options, samples.with(0, 1), Mode.EVALUATION);
        Map<String, ReferenceTensor> variables = initial(all);
        ReferenceTensor x = sines(samples, 0);
        ReferenceTensor together = run(all, x, variables);

        for (int row = 0; row < 3; row++) {
            ReferenceTensor alone = run(single, rows(x, row), variables);
            assertThat(alone.values()).containsExactly(rows(together, row).values(), within(1e-12));
        }
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("encoders")
    <O extends Record> void an_encoder_tells_different_samples_apart(Encoder<O> encoder, O options, Shape samples) {
        for (Mode mode : Mode.values()) {
            Program program = program(encoder, options, samples, mode);
            ReferenceTensor r = run(program, sines(samples, 0), initial(program));
            assertThat(r.values()).doesNotContain(Double.NaN);
            assertThat(rows(r, 0)).isNotEqualTo(rows(r, 1));
        }
    }

    @Test
    void a_head_without_hidden_layers_is_a_matrix_and_one_with_a_hidden_layer_has_a_relu() {
        ProgramBuilder builder = new ProgramBuilder("head");
        Tensor x = builder.input("x", ElementType.FLOAT32, Shape.of(2, 2));
        HeadOptions linear = new HeadOptions(List.of(), 1, false, true, false);
        HeadOptions deep = new HeadOptions(List.of(2), 1, false, false, true);
        builder.output("linear", Heads.apply("linear", linear, x, Mode.EVALUATION));
        builder.output("deep", Heads.apply("deep", deep, x, Mode.EVALUATION));
        Map<String, ReferenceTensor> variables = Map.of(
                "head/linear/output/weight", ReferenceTensor.of(Shape.of(1, 2), 2, -3),
                "head/deep/hidden0/weight", ReferenceTensor.of(Shape.of(2, 2), 1, 0, 0, -1),
                "head/deep/output/weight", ReferenceTensor.of(Shape.of(1, 2), 10, 100),
                "head/deep/output/bias", ReferenceTensor.of(Shape.of(1), 0.5));

        ReferenceInterpreter.Result result = ReferenceInterpreter.run(
                builder.build(), Map.of("x", ReferenceTensor.of(Shape.of(2, 2), 1, 2, -1, -2)), variables);

        assertThat(result.output("linear").values()).containsExactly(-4, 4);
        assertThat(result.output("deep").values()).containsExactly(10.5, 200.5);
    }

    private static void assertResnet(ResnetOptions options, int side, double[] first, double sum, double squares) {
        Shape image = Shape.of(1, 3, side, side);
        Program program = program(new ResnetEncoder(), options, image, Mode.EVALUATION);
        Map<String, ReferenceTensor> variables = new HashMap<>();
        for (int p = 0; p < program.parameters().size(); p++) {
            ParameterDeclaration parameter = program.parameters().get(p);
            ReferenceTensor values = sines(parameter.shape(), p);
            if (parameter.shape().rank() == 4) {
                double fanIn = (double) parameter.shape().elements()
                        / parameter.shape().size(0);
                variables.put(parameter.name(), values.map(value -> value * Math.sqrt(2 / fanIn)));
            } else {
                assertThat(parameter.role()).isEqualTo(ParameterRole.NORMALIZATION);
                double centre = parameter.name().endsWith("scale") ? 1 : 0;
                variables.put(parameter.name(), values.map(value -> 0.1 * value + centre));
            }
        }
        for (int b = 0; b < program.buffers().size(); b++) {
            BufferDeclaration buffer = program.buffers().get(b);
            boolean mean = buffer.name().endsWith("running_mean");
            ReferenceTensor values = sines(buffer.shape(), mean ? b / 2 : b / 2 + 1);
            variables.put(buffer.name(), values.map(value -> mean ? 0.1 * value : 1 + 0.5 * value));
        }

        double[] r = run(program, sines(image, 0), variables).values();

        assertThat(Arrays.copyOf(r, first.length)).containsExactly(first, within(1e-8));
        assertThat(Arrays.stream(r).sum()).isCloseTo(sum, within(1e-6));
        assertThat(Arrays.stream(r).map(value -> value * value).sum()).isCloseTo(squares, within(1e-6));
    }

    private static <O extends Record> Program program(Encoder<O> encoder, O options, Shape samples, Mode mode) {
        ProgramBuilder builder = new ProgramBuilder(encoder.name());
        Tensor x = builder.input("x", ElementType.FLOAT32, samples);
        builder.output("r", new ConfiguredEncoder<>(encoder, options).encode(x, mode));
        return builder.build();
    }

    private static Map<String, ReferenceTensor> initial(Program program) {
        SeedStreams streams = new SeedStreams(1);
        Map<String, ReferenceTensor> values = new HashMap<>();
        for (ParameterDeclaration parameter : program.parameters()) {
            float[] numbers = parameter.initializer().values(parameter.shape(), streams.stream(parameter.name()));
            double[] wide = new double[numbers.length];
            Arrays.setAll(wide, i -> numbers[i]);
            values.put(parameter.name(), new ReferenceTensor(parameter.shape(), wide));
        }
        return values;
    }

    private static ReferenceTensor run(Program program, ReferenceTensor x, Map<String, ReferenceTensor> variables) {
        return ReferenceInterpreter.run(program, Map.of("x", x), variables).output("r");
    }

    private static ReferenceTensor rows(ReferenceTensor tensor, int row) {
        int width = tensor.values().length / tensor.shape().size(0);
        return new ReferenceTensor(
                tensor.shape().with(0, 1), Arrays.copyOfRange(tensor.values(), row * width, (row + 1) * width));
    }

    private static ReferenceTensor sines(Shape shape, double start) {
        double[] values = new double[shape.elements()];
        Arrays.setAll(values, i -> Math.sin(start + i));
        return new ReferenceTensor(shape, values);
    }
}
