package org.disentangle.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.disentangle.core.engine.DeviceLostException;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.EngineException;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionDescription;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Initializer;
import org.disentangle.core.tensor.ParameterDeclaration;
import org.disentangle.core.tensor.ParameterRole;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.engine.nd4j.backend.Backend;
import org.disentangle.engine.nd4j.backend.FakeCuda;
import org.disentangle.engine.nd4j.backend.NativeLibrary;
import org.disentangle.engine.nd4j.check.SelfCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Sessions on the GPU's backend, over CUDA played and ND4J's CPU build: shows that memory, its ends and the waits are in order, and that arrays with two
 * addresses compute. What a GPU does with them it cannot show.
 */
class CudaSessionTest {
    @RegisterExtension
    final FakeCuda cuda = FakeCuda.withGpus(86, 86);

    private static Session open(int device) {
        return new Nd4jSession(
                new SessionDescription("nd4j", "cuda:" + device, Precision.FP32, true, Map.of()), device, 1);
    }

    @Test
    void the_whole_vocabulary_computes_in_its_memory() {
        try (Session session = open(0)) {
            SelfCheck.Result result = SelfCheck.of(session, () -> {});

            assertThat(result.passed()).as(result.text()).isTrue();
        }
        assertThat(cuda.allocations).isGreaterThan(1000);
        assertThat(cuda.releases).isEqualTo(cuda.allocations);
    }

    @Test
    void the_host_reads_a_result_only_after_it_has_waited_for_it() {
        try (Session session = open(0);
                DeviceTensor uploaded = session.upload(HostTensor.of(Shape.of(2), 1f, 2f))) {
            int waits = cuda.synchronizedDevices.size();

            assertThat(uploaded.toHost().floats()).containsExactly(1, 2);

            assertThat(cuda.synchronizedDevices).hasSizeGreaterThan(waits);
        }
    }

    @Test
    void synchronize_waits_for_the_sessions_own_gpu_and_going_to_another_waits_for_the_one_before() {
        try (Session first = open(0);
                Session second = open(1)) {
            cuda.synchronizedDevices.clear();

            first.synchronize();
            second.synchronize();

            assertThat(cuda.synchronizedDevices).containsExactly(1, 0, 0, 1);
        }
    }

    @Test
    void cudnn_is_left_out_on_the_gpu_where_it_failed_and_on_no_other() {
        Backend backend = NativeLibrary.backend();
        boolean helpers = Nd4j.getEnvironment().helpersAllowed();
        try {
            NativeLibrary.leaveOutCudnn(1);

            backend.enter(1, 1);
            assertThat(Nd4j.getEnvironment().helpersAllowed()).isFalse();
            backend.enter(0, 1);
            assertThat(Nd4j.getEnvironment().helpersAllowed()).isTrue();
        } finally {
            Nd4j.getEnvironment().allowHelpers(helpers);
        }
    }

    @Test
    void the_account_is_of_the_sessions_arrays() {
        try (Session session = open(0)) {
            long empty = session.memory().usedBytes();
            try (DeviceTensor held = session.upload(HostTensor.of(Shape.of(1000), new float[1000]))) {
                assertThat(session.memory().usedBytes() - empty).isBetween(4000L, 4100L);
                assertThat(held.shape()).isEqualTo(Shape.of(1000));
            }
            assertThat(session.memory().usedBytes()).isEqualTo(empty);
            assertThat(session.memory().peakBytes() - empty).isBetween(4000L, 4100L);
        }
    }

    @Test
    void the_first_failure_of_a_gpu_is_the_one_that_is_told() {
        try (Session session = open(0);
                Variables none = session.variables(List.of(), List.of())) {
            ProgramBuilder builder = new ProgramBuilder("broken");
            builder.output(
                    "y", builder.input("x", ElementType.FLOAT32, Shape.of(2)).clamp(0, 1));
            try (Executable executable = session.executable(builder.build(), none)) {
                HostTensor x = HostTensor.of(Shape.of(2), 1f, 2f);
                cuda.broken = true;

                assertThatThrownBy(() -> executable.run(Map.of("x", x)))
                        .isInstanceOf(DeviceLostException.class)
                        .hasMessageStartingWith("The GPU is lost to this process: program 'broken'")
                        .hasMessageContaining("CUDA error 700 (cudaErrorIllegalAddress)");
            }
        }
    }

    @Test
    void a_gpu_that_is_lost_is_told_as_such_wherever_the_host_waits_for_it() {
        List<ParameterDeclaration> parameters = List.of(
                new ParameterDeclaration("weight", Shape.of(2), new Initializer.Constant(0), ParameterRole.WEIGHT));
        try (Session session = open(0);
                DeviceTensor uploaded = session.upload(HostTensor.of(Shape.of(2), 1f, 2f));
                Variables variables = session.variables(parameters, List.of())) {
            Map<String, HostTensor> values = variables.export();
            cuda.broken = true;

            assertLost(uploaded::toHost);
            assertLost(variables::export);
            assertLost(() -> variables.load(values));
            assertLost(session::synchronize);
            assertLost(() -> open(1));
        }
    }

    private static void assertLost(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(DeviceLostException.class)
                .hasMessageContaining("cudaErrorIllegalAddress");
    }

    @Test
    void no_memory_left_on_the_gpu_is_told_apart() {
        try (Session session = open(0);
                Variables none = session.variables(List.of(), List.of())) {
            ProgramBuilder builder = new ProgramBuilder("large");
            builder.output(
                    "y",
                    builder.input("x", ElementType.FLOAT32, Shape.of(1000))
                            .exp()
                            .sum());
            cuda.most = 2000;

            assertThatThrownBy(() -> session.executable(builder.build(), none))
                    .isInstanceOfSatisfying(EngineException.class, failure -> assertThat(failure.outOfMemory())
                            .isTrue())
                    .hasMessageStartingWith("Out of memory: ")
                    .hasMessageContaining("cudaErrorMemoryAllocation");

            cuda.most = Long.MAX_VALUE;
            try (Executable executable = session.executable(builder.build(), none);
                    StepScope scope = session.scope()) {
                assertThat(executable
                                .run(Map.of("x", HostTensor.of(Shape.of(1000), new float[1000])))
                                .get("y")
                                .toHost()
                                .floats())
                        .containsExactly(1000);
            }
        }
    }
}
