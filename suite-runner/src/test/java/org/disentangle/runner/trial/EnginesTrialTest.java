package org.disentangle.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.disentangle.core.engine.DeviceLostException;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.EngineException;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.engine.TrainingStep;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.method.ConfiguredMethod;
import org.disentangle.core.method.Method;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.record.Failure;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.core.registry.Registry;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.core.training.Optimizer;
import org.disentangle.core.training.Schedule;
import org.disentangle.core.training.Selection;
import org.disentangle.datasets.augmentation.AugmentationOptions;
import org.disentangle.methods.burns.OrthoPerm;
import org.disentangle.metrics.probe.LinearProbe;
import org.disentangle.runner.experiment.TrainingOptions;
import org.disentangle.runner.experiment.TrialSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both engines in one process: whole trials on the second, and what one hands to the other. */
class EnginesTrialTest {
    private static final Registry<Engine> ENGINES =
            Registry.load("engine", Engine.class, EnginesTrialTest.class.getClassLoader());
    private static final TrialExecutor EXECUTOR = new TrialExecutor(ENGINES);
    private static final String OTHER = "nd4j";
    /** Not Adam, which makes whole steps of what is rounding error: gradients of biases ahead of a normalisation are 0 but for that. */
    private static final Optimizer PLAIN = new Optimizer.Sgd(0.02, 0.9, false, 1e-4, false);

    private static final Shape IMAGES = Shape.of(8, 3, 8, 8);

    private static final Pattern LOSS = Pattern.compile("\"loss\":([-+.0-9eE]+)[,}]");

    @TempDir
    Path folder;

    @SuppressWarnings("rawtypes")
    static Collection<Method> methods() {
        return Registry.load("method", Method.class, EnginesTrialTest.class.getClassLoader())
                .all();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void every_method_trains_and_is_scored_on_the_second_engine_and_begins_as_on_the_first(Method<?> method)
            throws IOException {
        TrialRecord first = run("a", spec(method, 5, "libtorch"));
        TrialRecord second = run("b", spec(method, 5, OTHER));

        assertThat(first.failure()).isNull();
        assertThat(second.failure()).isNull();
        assertThat(second.scores()).hasSameSizeAs(first.scores());
        assertThat(second.environment()).containsEntry("engine", OTHER);
        assertThat(second.id()).isNotEqualTo(first.id());
        List<Double> expected = losses("a");
        List<Double> actual = losses("b");
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            double loss = expected.get(i);
            assertThat(actual.get(i))
                    .as("loss of step %d", i)
                    .isCloseTo(loss, within(1e-4 * Math.max(1, Math.abs(loss))));
        }
    }

    @Test
    void a_device_that_the_engine_cannot_use_fails_the_trial_with_cause_and_way_out_and_the_next_one_runs()
            throws IOException {
        TrialSpec spec = spec(new OrthoPerm(), 1, OTHER);
        Files.createDirectories(folder.resolve("gpu"));

        TrialRecord refused =
                EXECUTOR.execute(TinyTrials.job(folder.resolve("gpu"), spec, "cuda:0", 3600), new Watch());
        TrialRecord next = run("cpu", spec);

        assertThat(refused.status()).isEqualTo(TrialStatus.FAILED);
        Failure failure = Objects.requireNonNull(refused.failure());
        assertThat(failure.cause()).isEqualTo(Failure.Cause.INPUT);
        assertThat(failure.message())
                .startsWith("The device 'cuda:0' cannot be used: ND4J's CPU build is in use")
                .contains("--engine libtorch");
        assertThat(next.failure()).isNull();
    }

    @Test
    void a_gpu_out_of_memory_fails_the_trial_as_such() throws IOException {
        Failure failure = failureOf(new EngineException(
                "Out of memory: program 'p', Convolution2d: CUDA error 2 (cudaErrorMemoryAllocation)",
                true,
                new OutOfMemoryError()));

        assertThat(failure.cause()).isEqualTo(Failure.Cause.OUT_OF_MEMORY);
        assertThat(failure.message()).contains("cudaErrorMemoryAllocation");
    }

    @Test
    void a_gpu_that_is_lost_fails_the_trial_as_such() throws IOException {
        Failure failure = failureOf(new DeviceLostException(
                "The GPU is lost to this process: program 'p', Gather: CUDA error 700 (cudaErrorIllegalAddress)",
                new RuntimeException()));

        assertThat(failure.cause()).isEqualTo(Failure.Cause.DEVICE_LOST);
        assertThat(failure.message())
                .isEqualTo(
                        "The GPU is lost to this process: program 'p', Gather: CUDA error 700 (cudaErrorIllegalAddress)");
    }

    private Failure failureOf(EngineException thrown) throws IOException {
        Engine failing = new Engine() {
            @Override
            public String name() {
                return OTHER;
            }

            @Override
            public String summary() {
                return "for tests";
            }

            @Override
            public List<DeviceReport> devices() {
                return List.of();
            }

            @Override
            public Session open(SessionOptions options) {
                throw thrown;
            }
        };
        TrialRecord record = new TrialExecutor(Registry.of("engine", List.of(failing)))
                .execute(job("a", spec(new OrthoPerm(), 1, OTHER)), new Watch());

        assertThat(record.status()).isEqualTo(TrialStatus.FAILED);
        return Objects.requireNonNull(record.failure());
    }

    private List<Double> losses(String name) throws IOException {
        Path curve = folder.resolve(name).resolve("curve.jsonl");
        if (!Files.exists(curve)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(curve)) {
            return lines.map(LOSS::matcher)
                    .filter(Matcher::find)
                    .map(matcher -> Double.valueOf(matcher.group(1)))
                    .toList();
        }
    }

    @Test
    void the_same_trial_gives_the_same_bits_and_one_taken_up_again_too() throws IOException {
        TrialSpec spec = spec(new OrthoPerm(), 12, OTHER);
        TrialRecord whole = run("a", spec);

        for (long stop : new long[] {1, 7}) {
            assertThatThrownBy(() -> EXECUTOR.execute(job("b", spec), new Watch(stop)))
                    .isInstanceOf(TrialInterruptedException.class);
        }
        TrialRecord resumed = run("b", spec);

        assertThat(resumed.scores()).isEqualTo(whole.scores());
        assertThat(Objects.requireNonNull(resumed.model()).parametersDigest())
                .isEqualTo(Objects.requireNonNull(whole.model()).parametersDigest());
        assertThat(Files.readString(folder.resolve("b/curve.jsonl")))
                .isEqualTo(Files.readString(folder.resolve("a/curve.jsonl")));
    }

    @Test
    void a_checkpoint_of_one_engine_goes_on_in_the_other_whichever_wrote_it() throws IOException {
        for (Optimizer optimizer : List.of(Optimizer.Adam.DEFAULT, Optimizer.Sgd.DEFAULT, Optimizer.Lars.DEFAULT)) {
            for (String writer : List.of("libtorch", OTHER)) {
                Checkpoint reached = train(writer, optimizer, start(), 3);
                reached.write(folder.resolve("checkpoint.bin"));
                Checkpoint read = Checkpoint.read(folder.resolve("checkpoint.bin"), "trial")
                        .orElseThrow();

                Map<String, HostTensor> onward =
                        train(writer, optimizer, read, 3).variables();
                Map<String, HostTensor> elsewhere = train(writer.equals(OTHER) ? "libtorch" : OTHER, optimizer, read, 3)
                        .variables();

                assertThat(elsewhere.keySet()).containsExactlyInAnyOrderElementsOf(onward.keySet());
                onward.forEach((name, value) -> assertClose(writer + "'s " + name, elsewhere.get(name), value));
            }
        }
    }

    private static void assertClose(String name, HostTensor actual, HostTensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        for (int i = 0; i < expected.floats().length; i++) {
            assertThat(actual.floats()[i]).as("%s %d", name, i).isCloseTo(expected.floats()[i], within(2e-4f));
        }
    }

    private static Checkpoint start() {
        return new Checkpoint("trial", 0, 0, 0, List.of(), Map.of(), Map.of(), Map.of(), Validation.State.NONE);
    }

    private static Checkpoint train(String engine, Optimizer optimizer, Checkpoint from, int steps) {
        Program program = net();
        try (Session session = ENGINES.get(engine).open(new SessionOptions("cpu", Precision.FP32, 2));
                Variables variables = session.variables(program.parameters(), program.buffers());
                TrainingStep step = session.training(program, variables, optimizer)) {
            variables.load(from.variables().isEmpty() ? initial(program) : from.variables());
            if (from.updates() > 0) {
                step.restore(new TrainingStep.OptimizerState(from.updates(), from.optimizer()));
            }
            for (int i = 0; i < steps; i++) {
                step.run(Map.of("x", images((int) from.step() + i)), 0.01);
            }
            TrainingStep.OptimizerState state = step.state();
            return new Checkpoint(
                    "trial",
                    from.step() + steps,
                    state.updates(),
                    0,
                    List.of(),
                    variables.export(),
                    state.slots(),
                    Map.of(),
                    Validation.State.NONE);
        }
    }

    private static Program net() {
        ProgramBuilder builder = new ProgramBuilder("net");
        Tensor x = builder.input("x", ElementType.FLOAT32, IMAGES);
        Tensor layer = builder.convolution("layer", x, 6, 3, 2, 1);
        Tensor active =
                builder.batchNorm("norm", layer, Mode.TRAINING, 0.1, 1e-5, 1).relu();
        Tensor z = builder.linear("head", active.mean(2, 3), 4, true).l2Normalize(1);
        builder.output("loss", z.matmulTransposed(z).times(5).logSumExp(1).mean());
        return builder.build();
    }

    private static Map<String, HostTensor> initial(Program program) {
        Map<String, HostTensor> values = new LinkedHashMap<>();
        SeedStreams streams = new SeedStreams(3);
        program.parameters().forEach(parameter -> {
            float[] drawn = parameter.initializer().values(parameter.shape(), streams.stream(parameter.name()));
            values.put(parameter.name(), HostTensor.of(parameter.shape(), drawn));
        });
        return values;
    }

    private static HostTensor images(int step) {
        float[] pixels = new float[IMAGES.elements()];
        var random = new SeedStreams(step).stream("pixels");
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        return HostTensor.of(IMAGES, pixels);
    }

    private TrialRecord run(String name, TrialSpec spec) throws IOException {
        Files.createDirectories(folder.resolve(name));
        return EXECUTOR.execute(job(name, spec), new Watch());
    }

    private TrialJob job(String name, TrialSpec spec) throws IOException {
        Files.createDirectories(folder.resolve(name));
        return TinyTrials.job(folder, name, spec);
    }

    private static <O extends Record> TrialSpec spec(Method<O> method, int steps, String engine) {
        LinearProbe probe = new LinearProbe();
        TrialSpec spec = TinyTrials.spec(
                new TinyPairs(),
                new ConfiguredMethod<>(method, method.defaults()),
                new ConfiguredMetric<>(probe, probe.defaults()),
                steps,
                1e-3);
        return new TrialSpec(
                spec.method(),
                spec.data(),
                spec.encoder(),
                new TrainingOptions(
                        steps,
                        16,
                        PLAIN,
                        Schedule.Constant.DEFAULT,
                        AugmentationOptions.DEFAULT,
                        Selection.Last.DEFAULT),
                spec.scoring(),
                spec.seed(),
                spec.streams(),
                engine,
                spec.precision());
    }
}
