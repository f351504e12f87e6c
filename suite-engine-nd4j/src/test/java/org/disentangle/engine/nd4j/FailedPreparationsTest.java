package org.disentangle.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.EngineException;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionDescription;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.TrainingStep;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.core.tensor.TensorValue;
import org.disentangle.core.training.Optimizer;
import org.disentangle.engine.nd4j.backend.FakeCuda;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing gives CUDA's memory back but the engine: whichever allocation fails, what was taken before it must be free afterwards, for the
 * worker goes on to the next trial.
 */
class FailedPreparationsTest {
    @RegisterExtension
    final FakeCuda cuda = FakeCuda.withGpus(86);

    /** Something that takes memory, and gives all of it back. */
    private interface Work {
        void in(Session session);
    }

    private record Example(String name, Work work) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Program PROGRAM = program();
    private static final Map<String, TensorValue> INPUTS =
            Map.of("x", HostTensor.of(Shape.of(8, 3), new float[24]), "label", HostTensor.of(Shape.of(8), new long[8]));

    /** With parameters, buffers, constants, views and two inputs. */
    private static Program program() {
        ProgramBuilder builder = new ProgramBuilder("net");
        Tensor x = builder.input("x", ElementType.FLOAT32, Shape.of(8, 3));
        Tensor label = builder.input("label", ElementType.INT64, Shape.of(8));
        Tensor hidden = builder.batchNorm("norm", builder.linear("first", x, 5, true), Mode.TRAINING, 0.1, 1e-5, 1);
        Tensor codes = builder.linear("second", hidden.relu().times(builder.scalar(2)), 4, true);
        builder.output("codes", codes.transpose());
        builder.output(
                "loss",
                codes.logSoftmax(1).gatherAlong(1, label.reshape(8, 1)).mean().negate());
        return builder.build();
    }

    static Stream<Example> examples() {
        return Stream.of(
                new Example("variables", session -> variables(session).close()),
                new Example("upload", session -> {
                    try (DeviceTensor held = session.upload(HostTensor.of(Shape.of(2), 1f, 2f))) {
                        assertThat(held.shape()).isEqualTo(Shape.of(2));
                    }
                }),
                new Example("executable", session -> {
                    try (Variables variables = variables(session);
                            Executable executable = session.executable(PROGRAM, variables);
                            StepScope scope = session.scope()) {
                        assertThat(executable.run(INPUTS)).containsOnlyKeys("codes", "loss");
                    }
                }),
                new Example("differential", session -> {
                    try (Variables variables = variables(session)) {
                        assertThat(session.differentiate(PROGRAM, variables, INPUTS, "loss", List.of("x"))
                                        .inputGradients())
                                .containsOnlyKeys("x");
                    }
                }),
                training("sgd", new Optimizer.Sgd(0.1, 0.9, true, 1e-4, true)),
                training("adam", Optimizer.Adam.DEFAULT),
                training("lars", Optimizer.Lars.DEFAULT));
    }

    private static Example training(String name, Optimizer optimizer) {
        return new Example("training by " + name, session -> {
            try (Variables variables = variables(session);
                    TrainingStep step = session.training(PROGRAM, variables, optimizer)) {
                step.run(INPUTS, 0.1);
                assertThat(step.scalars()).containsKey("loss");
            }
        });
    }

    private static Variables variables(Session session) {
        return session.variables(PROGRAM.parameters(), PROGRAM.buffers());
    }

    private static Session open() {
        return new Nd4jSession(new SessionDescription("nd4j", "cuda:0", Precision.FP32, true, Map.of()), 0, 1);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whichever_allocation_fails_all_before_it_are_given_back(Example example) {
        try (Session session = open()) {
            example.work().in(session);
            assertThat(cuda.releases).isEqualTo(cuda.allocations).isPositive();
            int needed = cuda.allocations;

            for (int failing = 1; failing <= needed; failing++) {
                int taken = cuda.allocations;
                cuda.failing = failing;

                assertThatThrownBy(() -> example.work().in(session))
                        .as("allocation %d of %d fails", failing, needed)
                        .isInstanceOfSatisfying(EngineException.class, failure -> assertThat(failure.outOfMemory())
                                .isTrue());

                assertThat(cuda.allocations - taken)
                        .as("made before the one that fails")
                        .isEqualTo(failing - 1);
                assertThat(cuda.releases)
                        .as("given back after allocation %d of %d has failed", failing, needed)
                        .isEqualTo(cuda.allocations);
            }

            example.work().in(session);
        }
    }

    @Test
    void what_cannot_be_filled_is_given_back() {
        try (Session session = open()) {
            cuda.broken = true;

            assertThatThrownBy(() -> session.upload(HostTensor.of(Shape.of(2), 1f, 2f)))
                    .hasMessageContaining("cudaErrorIllegalAddress");
            assertThatThrownBy(() -> variables(session)).hasMessageContaining("cudaErrorIllegalAddress");

            assertThat(cuda.releases).isEqualTo(cuda.allocations).isEqualTo(2);
            cuda.broken = false;
        }
    }
}
