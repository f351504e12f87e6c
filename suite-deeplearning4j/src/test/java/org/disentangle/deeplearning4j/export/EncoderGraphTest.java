package org.disentangle.deeplearning4j.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.engine.Variables;
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
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Initializer;
import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.ParameterRole;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.engine.nd4j.Nd4jEngine;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every encoder, restored by plain Deeplearning4j, gives the codes that the suite's own engine gives. */
class EncoderGraphTest {
    private static final double SAME = 1e-4;
    private static final int ROWS = 3;

    @TestFactory
    Stream<DynamicTest> a_restored_encoder_gives_the_suites_codes() {
        Map<String, Program> programs = new LinkedHashMap<>();
        Shape odd = Shape.of(ROWS, 3, 33, 47);
        programs.put("conv", encoder(new ConvEncoder(), ConvOptions.DEFAULT, odd));
        programs.put(
                "conv, flattened, without norm",
                encoder(
                        new ConvEncoder(),
                        new ConvOptions(List.of(4, 8), ConvOptions.Pooling.FLATTEN, false),
                        Shape.of(ROWS, 2, 9, 14)));
        programs.put("mlp of images", encoder(new MlpEncoder(), MlpOptions.DEFAULT, Shape.of(ROWS, 2, 5, 7)));
        programs.put(
                "mlp of numbers, leaky, normalised",
                encoder(new MlpEncoder(), new MlpOptions(List.of(20, 30, 6), 0.2, true), Shape.of(ROWS, 10)));
        programs.put(
                "mlp of one layer", encoder(new MlpEncoder(), new MlpOptions(List.of(6), 0, false), Shape.of(ROWS, 4)));
        for (int depth : new int[] {18, 34, 50}) {
            programs.put(
                    "resnet " + depth,
                    encoder(
                            new ResnetEncoder(),
                            new ResnetOptions(depth, ResnetOptions.Stem.SMALL, false),
                            Shape.of(ROWS, 3, 11, 16)));
        }
        programs.put(
                "resnet with ImageNet's stem",
                encoder(new ResnetEncoder(), new ResnetOptions(18, ResnetOptions.Stem.IMAGENET, false), odd));
        return programs.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> expectSameCodes(entry.getValue())));
    }

    @Test
    void several_heads_that_read_parts_of_r_are_put_together_as_z() throws IOException {
        Program program = build("heads", Shape.of(ROWS, 3, 16, 16), images -> {
            ProgramBuilder builder = images.builder();
            Tensor r = builder.within("encoder", () -> new ConvEncoder()
                    .encode(new ConvOptions(List.of(6, 8), ConvOptions.Pooling.MEAN, true), images, Mode.EVALUATION));
            builder.output("r", r);
            HeadOptions head = new HeadOptions(List.of(5), 3, true, false, true);
            builder.output(
                    "z",
                    builder.concatenate(
                            1,
                            List.of(
                                    Heads.apply("a", head, r.slice(1, 0, 4), Mode.EVALUATION),
                                    Heads.apply("b", head, r.slice(1, 4, 4), Mode.EVALUATION))));
        });
        expectSameCodes(program);
    }

    @Test
    void what_deeplearning4j_has_no_layer_for_is_refused_by_name_and_place() {
        Program program = build("odd", Shape.of(ROWS, 4), x -> {
            Tensor y = x.builder().within("encoder", () -> x.builder().within("last", () -> x.softmax(1)));
            x.builder().output("r", y);
        });
        assertThatThrownBy(() -> ModelFile.of(program, Map.of(), "{}"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'encoder/last' computes Softmax of [3, 4]")
                .hasMessageContaining("what can: linear layers");
    }

    @TestFactory
    Stream<DynamicTest> a_value_of_the_model_where_a_layer_must_be_is_refused_by_name_and_place() {
        Shape maps = Shape.of(1, 3, 4, 4);
        Shape row = Shape.of(1, 3);
        Map<String, Refused> refused = new LinkedHashMap<>();
        refused.put(
                "a parameter per channel",
                new Refused(
                        "ADD of [1, 3, 4, 4] and the parameter 'encoder/odd/value' [3, 1, 1]",
                        maps,
                        x -> x.plus(value(x, Shape.of(3, 1, 1)))));
        refused.put(
                "a parameter of the same shape",
                new Refused(
                        "ADD of [1, 3] and the parameter 'encoder/odd/value' [1, 3]", row, x -> x.plus(value(x, row))));
        refused.put(
                "a parameter first",
                new Refused("ADD of the parameter 'encoder/odd/value' [1, 3] and [1, 3]", row, x -> value(x, row)
                        .plus(x)));
        refused.put(
                "a constant",
                new Refused(
                        "ADD of [1, 3] and the constant [1, 3]",
                        row,
                        x -> x.plus(x.builder().constant(HostTensor.of(row, new float[] {1, 2, 3})))));
        refused.put(
                "another operation",
                new Refused("MULTIPLY of [1, 3] and the parameter", row, x -> x.times(value(x, row))));
        refused.put(
                "a function of a parameter",
                new Refused(
                        "SIGMOID of the parameter 'encoder/odd/value' [1, 3]",
                        row,
                        x -> x.plus(value(x, row).sigmoid())));
        refused.put("a slope of a parameter", new Refused("LeakyRelu of the parameter", row, x -> value(x, row)
                .leakyRelu(0.1)));
        refused.put(
                "columns put beside it",
                new Refused("Concatenate of [1, 3] and the parameter 'encoder/odd/value' [1, 2]", row, x -> x.builder()
                        .concatenate(1, List.of(x, value(x, Shape.of(1, 2))))));
        refused.put("columns cut out of it", new Refused("Slice of the parameter", row, x -> value(x, row)
                .slice(1, 0, 2)));
        refused.put("a flattened parameter", new Refused("Reshape of the parameter", row, x -> value(x, maps)
                .reshape(1, 48)));
        refused.put("the mean of a parameter", new Refused("MEAN of the parameter", row, x -> value(x, maps)
                .mean(2, 3)));
        refused.put("the maximum of a parameter", new Refused("MaxPool2d of the parameter", row, x -> value(x, maps)
                .maxPool2d(2, 2, 0)));
        refused.put("a linear layer of a parameter", new Refused("Linear of the parameter", row, x -> x.builder()
                .linear("linear", value(x, row), 2, true)));
        refused.put("weights that are computed", new Refused("Linear of [1, 3] and [1, 3]", row, x -> x.builder()
                .add(new Operation.Linear(), x, x.tanh())));
        return refused.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Refused one = entry.getValue();
                    Program program = build("odd", one.input(), x -> {
                        ProgramBuilder builder = x.builder();
                        builder.output(
                                "r",
                                builder.within(
                                        "encoder",
                                        () -> builder.within(
                                                "odd", () -> one.content().apply(x))));
                    });
                    assertThatThrownBy(() -> ModelFile.of(program, values(program), "{}"))
                            .isInstanceOf(UserError.class)
                            .hasMessageContaining("'encoder/odd")
                            .hasMessageContaining(" computes " + one.message())
                            .hasMessageContaining("what can: linear layers");
                }));
    }

    /** @param message what it is said to compute */
    private record Refused(String message, Shape input, UnaryOperator<Tensor> content) {}

    private static Tensor value(Tensor x, Shape shape) {
        return x.builder().parameter("value", shape, new Initializer.Constant(0.5f), ParameterRole.WEIGHT);
    }

    @Test
    void an_output_that_no_layer_gives_is_refused_by_name() {
        Program program = build("odd", Shape.of(1, 3), x -> x.builder().output("r", value(x, Shape.of(1, 3))));
        assertThatThrownBy(() -> ModelFile.of(program, values(program), "{}"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("The output 'r' is the parameter 'value' [1, 3]");
    }

    @Test
    void the_same_encoder_gives_the_same_bytes_and_says_where_it_comes_from() throws IOException {
        Program program = encoder(new MlpEncoder(), new MlpOptions(List.of(6, 4), 0, true), Shape.of(ROWS, 4));
        String origin = "{\"trial\": \"\\u00e4 <b>\"}";
        byte[] file = ModelFile.of(program, values(program), origin);
        assertThat(ModelFile.of(program, values(program), origin)).isEqualTo(file);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(ModelFile.ORIGIN)) {
                    assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8))
                            .isEqualTo(origin);
                    return;
                }
            }
        }
        throw new AssertionError("no " + ModelFile.ORIGIN);
    }

    private static <O extends Record> Program encoder(Encoder<O> family, O options, Shape input) {
        ConfiguredEncoder<O> encoder = new ConfiguredEncoder<>(family, options);
        return build(family.name(), input, x -> {
            Tensor r = x.builder().within("encoder", () -> encoder.encode(x, Mode.EVALUATION));
            x.builder().output("r", r);
        });
    }

    private static Program build(String name, Shape input, Consumer<Tensor> content) {
        ProgramBuilder builder = new ProgramBuilder(name);
        content.accept(builder.input("views", ElementType.FLOAT32, input));
        return builder.build();
    }

    /** Weights as they begin; shifts, means and variances of batch norm as they never are by chance, so that none can be mistaken. */
    private static Map<String, HostTensor> values(Program program) {
        SeedStreams streams = new SeedStreams(7);
        Map<String, HostTensor> values = new HashMap<>();
        program.parameters().forEach(parameter -> {
            float[] drawn = parameter.initializer().values(parameter.shape(), streams.stream(parameter.name()));
            if (parameter.name().contains("norm/")) {
                drawn = uniform(parameter.name(), drawn.length);
            }
            values.put(parameter.name(), HostTensor.of(parameter.shape(), drawn));
        });
        program.buffers()
                .forEach(buffer -> values.put(
                        buffer.name(),
                        HostTensor.of(
                                buffer.shape(),
                                uniform(buffer.name(), buffer.shape().elements()))));
        return values;
    }

    private static float[] uniform(String name, int count) {
        UniformRandomProvider random = new SeedStreams(8).stream(name);
        float[] drawn = new float[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = 0.5f + random.nextFloat();
        }
        return drawn;
    }

    private static void expectSameCodes(Program program) throws IOException {
        Map<String, HostTensor> values = values(program);
        Shape shape = program.inputs().get("views").shape();
        float[] input = uniform("input", shape.elements());
        ComputationGraph graph =
                ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(ModelFile.of(program, values, "{}")));
        assertThat(graph.getConfiguration().getNetworkOutputs())
                .containsExactlyElementsOf(program.outputs().keySet());
        long[] sizes = shape.sizes().stream().mapToLong(Integer::longValue).toArray();
        INDArray[] found = graph.output(Nd4j.createFromArray(input).reshape(sizes));
        try (Session session = new Nd4jEngine().open(new SessionOptions("cpu", Precision.FP32, 1));
                Variables variables = session.variables(program.parameters(), program.buffers())) {
            variables.load(values);
            try (Executable executable = session.executable(program, variables)) {
                int[] index = {0};
                executable.run(Map.of("views", HostTensor.of(shape, input))).forEach((name, expected) -> {
                    float[] codes = found[index[0]++].dup('c').data().asFloat();
                    float[] wanted = expected.toHost().floats();
                    assertThat(codes).hasSameSizeAs(wanted);
                    double scale = 1;
                    for (float value : wanted) {
                        scale = Math.max(scale, Math.abs(value));
                    }
                    for (int i = 0; i < wanted.length; i++) {
                        assertThat((double) codes[i]).as("%s %d", name, i).isCloseTo(wanted[i], within(SAME * scale));
                    }
                });
            }
        }
        graph.close();
    }
}
