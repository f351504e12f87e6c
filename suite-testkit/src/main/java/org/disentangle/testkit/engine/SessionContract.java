package org.disentangle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.EngineException;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.TrainingStep;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.core.training.Optimizer;
import org.junit.jupiter.api.Test;

public abstract class SessionContract extends EngineContract {
    private static final Shape IMAGES = Shape.of(16, 3, 32, 32);

    @Test
    void the_same_steps_give_the_same_bits_in_another_session_and_on_another_thread() throws InterruptedException {
        String digest;
        try (Session session = open(2)) {
            digest = train(session, 5);
        }
        AtomicReference<String> elsewhere = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try (Session session = open(2)) {
                elsewhere.set(train(session, 5));
            }
        });
        thread.start();
        thread.join();
        assertThat(elsewhere.get()).isEqualTo(digest);
        try (Session session = open(2)) {
            assertThat(train(session, 6)).isNotEqualTo(digest);
        }
    }

    @Test
    void differentiation_that_fails_leaves_the_buffers_as_they_were() {
        ProgramBuilder builder = new ProgramBuilder("failing");
        Tensor x = builder.input("x", ElementType.FLOAT32, Shape.of(6, 3));
        Tensor normal = builder.batchNorm("norm", x, Mode.TRAINING, 0.5, 1e-5, 1);
        Tensor index = builder.input("index", ElementType.INT64, Shape.of(1));
        builder.output("loss", normal.gather(0, index).sum());
        Program program = builder.build();
        float[] values = new float[18];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        try (Session session = open(2);
                Variables variables = session.variables(program.parameters(), program.buffers())) {
            String before = variables.digest();

            assertThatThrownBy(() -> session.differentiate(
                            program,
                            variables,
                            Map.of("x", HostTensor.of(Shape.of(6, 3), values), "index", HostTensor.indices(7)),
                            "loss",
                            List.of()))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("Gather");

            assertThat(variables.digest()).isEqualTo(before);
        }
    }

    @Test
    void training_makes_the_loss_fall() {
        try (Session session = open(2);
                Trained trained = new Trained(session)) {
            double first = trained.step(session);
            double last = first;
            for (int i = 0; i < 20; i++) {
                last = trained.step(session);
            }
            assertThat(last).isLessThan(0.5 * first);
        }
    }

    @Test
    void memory_does_not_grow_with_the_number_of_steps() {
        try (Session session = open(2);
                Trained trained = new Trained(session)) {
            for (int i = 0; i < 40; i++) {
                trained.step(session);
            }
            // One activation of the first layer that leaked in each step would be 150 * 2 MiB.
            assertThat(Growth.ofThreeRounds(session, () -> {
                        for (int i = 0; i < 150; i++) {
                            trained.step(session);
                        }
                    }))
                    .isLessThan(40L << 20);
            assertThat(session.memory().peakBytes())
                    .isGreaterThanOrEqualTo(session.memory().usedBytes() / 2);
        }
    }

    @Test
    void variables_come_back_from_an_export_as_they_were() {
        try (Session session = open(2);
                Trained trained = new Trained(session)) {
            trained.step(session);
            Map<String, HostTensor> exported = trained.variables.export();
            try (Variables copy = session.variables(trained.program.parameters(), trained.program.buffers())) {
                assertThat(copy.digest()).isNotEqualTo(trained.variables.digest());
                copy.load(exported);
                assertThat(copy.digest()).isEqualTo(trained.variables.digest());
                assertThat(copy.export().keySet()).containsExactlyElementsOf(exported.keySet());
            }
        }
    }

    @Test
    void the_digest_is_the_documented_one() throws Exception {
        ProgramBuilder builder = new ProgramBuilder("one weight");
        Tensor x = builder.input("x", ElementType.FLOAT32, Shape.of(1, 2, 2, 1));
        builder.output("y", builder.convolution("layer", x, 1, 1, 1, 0));
        Program program = builder.build();
        try (Session session = open(2);
                Variables variables = session.variables(program.parameters(), program.buffers())) {
            variables.load(Map.of("layer/weight", HostTensor.of(Shape.of(1, 2, 1, 1), 1.5f, -2f)));
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("layer/weight".getBytes(StandardCharsets.UTF_8));
            digest.update(new byte[] {0, 0, 0, (byte) 0xc0, 0x3f, 0, 0, 0, (byte) 0xc0});
            assertThat(variables.digest()).isEqualTo(HexFormat.of().formatHex(digest.digest()));
        }
    }

    @Test
    void values_of_every_type_and_shape_survive_the_way_to_the_device_and_back() {
        try (Session session = open(2)) {
            HostTensor floats = HostTensor.of(Shape.of(2, 2), 1f, -0.5f, Float.MAX_VALUE, Float.MIN_VALUE);
            HostTensor longs = HostTensor.of(Shape.of(3), Long.MIN_VALUE, 0L, Long.MAX_VALUE);
            HostTensor bytes = HostTensor.of(Shape.of(2, 1), (byte) 0, (byte) 255);
            HostTensor scalar = HostTensor.scalar(7);
            assertThat(back(session, floats).floats()).containsExactly(floats.floats());
            assertThat(back(session, longs).longs()).containsExactly(longs.longs());
            assertThat(back(session, bytes).bytes()).containsExactly(bytes.bytes());
            assertThat(back(session, scalar).floats()).containsExactly(7);
            assertThat(back(session, scalar).shape()).isEqualTo(Shape.SCALAR);
        }
    }

    private static HostTensor back(Session session, HostTensor tensor) {
        try (DeviceTensor uploaded = session.upload(tensor)) {
            return uploaded.toHost();
        }
    }

    @Test
    void a_tensor_lives_as_long_as_the_innermost_scope_in_which_it_was_made() {
        try (Session session = open(2);
                Variables none = session.variables(List.of(), List.of());
                Executable executable = session.executable(doubling(), none);
                DeviceTensor x = session.upload(HostTensor.of(Shape.of(2), 1f, 2f))) {
            DeviceTensor outer;
            DeviceTensor inner;
            try (StepScope outerScope = session.scope()) {
                outer = executable.run(Map.of("x", x)).get("y");
                try (StepScope innerScope = session.scope()) {
                    inner = executable.run(Map.of("x", outer)).get("y");
                    assertThat(inner.toHost().floats()).containsExactly(4, 8);
                }
                assertThatThrownBy(inner::toHost).hasMessageContaining("released");
                assertThat(outer.toHost().floats()).containsExactly(2, 4);
            }
            assertThatThrownBy(outer::toHost).hasMessageContaining("released");
            assertThat(x.toHost().floats()).containsExactly(1, 2);
        }
    }

    @Test
    void inputs_that_do_not_fit_are_refused_by_name() {
        try (Session session = open(2);
                Session other = open(2);
                Variables none = session.variables(List.of(), List.of());
                Executable executable = session.executable(doubling(), none);
                DeviceTensor foreign = other.upload(HostTensor.of(Shape.of(2), 1f, 2f))) {
            assertThatThrownBy(() -> executable.run(Map.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Program 'doubling' needs a value for its input 'x'");
            assertThatThrownBy(() -> executable.run(Map.of("x", HostTensor.of(Shape.of(3), 1f, 2f, 3f))))
                    .hasMessage("Program 'doubling' takes FLOAT32[2] as 'x', not FLOAT32[3]");
            assertThatThrownBy(() -> executable.run(Map.of("x", HostTensor.indices(1, 2))))
                    .hasMessageContaining("not INT64[2]");
            assertThatThrownBy(() -> executable.run(Map.of("x", foreign))).hasMessageContaining("another session");
        }
    }

    @Test
    void a_native_error_names_the_operation_and_its_place_without_a_native_stack_trace() {
        ProgramBuilder builder = new ProgramBuilder("picking");
        Tensor x = builder.input("x", ElementType.FLOAT32, Shape.of(3));
        Tensor index = builder.input("index", ElementType.INT64, Shape.of(2));
        builder.output("y", builder.within("memory/bank", () -> x.gather(0, index)));
        Program program = builder.build();
        try (Session session = open(2);
                Variables none = session.variables(List.of(), List.of());
                Executable executable = session.executable(program, none)) {
            Map<String, HostTensor> inputs =
                    Map.of("x", HostTensor.of(Shape.of(3), 1f, 2f, 3f), "index", HostTensor.indices(0, 7));
            assertThatThrownBy(() -> executable.run(inputs))
                    .isInstanceOf(EngineException.class)
                    .hasMessageStartingWith("program 'picking', Gather in 'memory/bank': index ")
                    .hasMessageContaining("out of range")
                    .message()
                    .doesNotContain("\n");
        }
    }

    @Test
    void a_closed_session_says_so() {
        Session session = open(2);
        DeviceTensor tensor = session.upload(HostTensor.scalar(1));
        session.close();
        session.close();
        assertThatThrownBy(tensor::toHost).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.upload(HostTensor.scalar(1))).hasMessageContaining("is closed");
    }

    private static Program doubling() {
        ProgramBuilder builder = new ProgramBuilder("doubling");
        builder.output("y", builder.input("x", ElementType.FLOAT32, Shape.of(2)).times(2));
        return builder.build();
    }

    private static String train(Session session, int steps) {
        try (Trained trained = new Trained(session)) {
            for (int i = 0; i < steps; i++) {
                trained.step(session);
            }
            return trained.variables.digest();
        }
    }

    /** A small net that learns to give 1 for every image. */
    private static final class Trained implements AutoCloseable {
        private final Program program;
        private final Variables variables;
        private final TrainingStep step;
        private final DeviceTensor images;

        Trained(Session session) {
            ProgramBuilder builder = new ProgramBuilder("small net");
            Tensor x = builder.input("x", ElementType.FLOAT32, IMAGES);
            Tensor first = builder.convolution("first", x, 32, 3, 2, 1);
            Tensor second = builder.convolution(
                    "second",
                    builder.batchNorm("norm", first, Mode.TRAINING, 0.1, 1e-5, 1)
                            .relu(),
                    32,
                    3,
                    2,
                    1);
            Tensor r = second.relu().mean(2, 3);
            builder.output(
                    "loss", builder.linear("head", r, 1, true).minus(1).square().mean());
            program = builder.build();
            variables = session.variables(program.parameters(), program.buffers());
            Map<String, HostTensor> values = new LinkedHashMap<>();
            SeedStreams streams = new SeedStreams(1);
            program.parameters().forEach(parameter -> {
                float[] drawn = parameter.initializer().values(parameter.shape(), streams.stream(parameter.name()));
                values.put(parameter.name(), HostTensor.of(parameter.shape(), drawn));
            });
            variables.load(values);
            step = session.training(program, variables, Optimizer.Adam.DEFAULT);
            float[] pixels = new float[IMAGES.elements()];
            var random = streams.stream("pixels");
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = random.nextFloat();
            }
            images = session.upload(HostTensor.of(IMAGES, pixels));
        }

        double step(Session session) {
            try (StepScope scope = session.scope()) {
                step.run(new HashMap<>(Map.of("x", images)), 0.01);
                return step.scalars().get("loss");
            }
        }

        @Override
        public void close() {
            step.close();
            variables.close();
            images.close();
        }
    }
}
