package org.disentangle.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.EngineException;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionDescription;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.engine.nd4j.backend.FakeCuda;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** CUDA hands out more unified memory than a GPU has, so the engine counts. The card that is played has 8192 MiB and never says no. */
class CudaMemoryTest {
    private static final long MEBIBYTE = 1L << 20;

    @RegisterExtension
    final FakeCuda cuda = FakeCuda.withGpus(86, 86);

    private static Session open(int device) {
        return new Nd4jSession(
                new SessionDescription("nd4j", "cuda:" + device, Precision.FP32, true, Map.of()), device, 1);
    }

    private static HostTensor mebibyte() {
        return HostTensor.of(Shape.of(1 << 18), new float[1 << 18]);
    }

    @Test
    void what_fits_beside_the_reserve_is_handed_out_and_no_more() {
        cuda.leave(2.5);
        try (Session session = open(0);
                DeviceTensor first = session.upload(mebibyte());
                DeviceTensor second = session.upload(mebibyte())) {
            assertThat(first.shape()).isEqualTo(second.shape());

            assertThatThrownBy(() -> session.upload(mebibyte()))
                    .isInstanceOfSatisfying(EngineException.class, failure -> assertThat(failure.outOfMemory())
                            .isTrue())
                    .hasMessageStartingWith("Out of memory: uploading ")
                    .hasMessageEndingWith(
                            "cuda:0 has 2.5 MiB for arrays (514.5 MiB that were free, less 512 MiB for ND4J's and cuDNN's own use);"
                                    + " 2.0 MiB are in use, and 1.0 MiB more are asked for. Take a smaller batch or a narrower network,"
                                    + " or a GPU with more memory.");

            assertThat(cuda.allocations).isEqualTo(2);
        }
    }

    @Test
    void what_is_given_back_can_be_had_again() {
        cuda.leave(1.5);
        try (Session session = open(0)) {
            for (int i = 0; i < 3; i++) {
                session.upload(mebibyte()).close();
            }
        }
        assertThat(cuda.releases).isEqualTo(cuda.allocations).isEqualTo(3);
    }

    @Test
    void a_program_that_is_too_large_for_the_gpu_is_refused_when_it_is_prepared() {
        cuda.leave(1.5);
        ProgramBuilder builder = new ProgramBuilder("large");
        builder.output(
                "y",
                builder.input("x", ElementType.FLOAT32, Shape.of(1 << 20)).exp().sum());
        try (Session session = open(0);
                Variables none = session.variables(List.of(), List.of())) {
            assertThatThrownBy(() -> session.executable(builder.build(), none))
                    .isInstanceOfSatisfying(EngineException.class, failure -> assertThat(failure.outOfMemory())
                            .isTrue())
                    .hasMessageContaining("4.0 MiB more are asked for");
        }
        assertThat(cuda.releases).isEqualTo(cuda.allocations);
    }

    @Test
    void each_gpu_has_memory_of_its_own() {
        cuda.leave(1.5);
        try (Session session = open(0);
                DeviceTensor held = session.upload(mebibyte());
                Session other = open(1)) {
            try (DeviceTensor elsewhere = other.upload(mebibyte())) {
                assertThat(elsewhere.shape()).isEqualTo(held.shape());
            }
            assertThatThrownBy(() -> session.upload(mebibyte())).hasMessageContaining("cuda:0 has 1.5 MiB");
        }
    }

    @Test
    void what_others_hold_is_asked_anew_once_nothing_is_in_use() {
        cuda.leave(0.5);
        try (Session session = open(0)) {
            assertThatThrownBy(() -> session.upload(mebibyte())).hasMessageContaining("cuda:0 has 0.5 MiB");

            cuda.leave(1.5);

            session.upload(mebibyte()).close();
        }
    }

    @Test
    void a_gpu_that_is_full_of_others_has_nothing_and_says_so() {
        cuda.heldByOthers = cuda.gpus().get(0).bytes() - 100 * MEBIBYTE;
        try (Session session = open(0)) {
            assertThatThrownBy(() -> session.upload(mebibyte()))
                    .hasMessageContaining("cuda:0 has 0.0 MiB for arrays (100.0 MiB that were free");
        }
    }
}
