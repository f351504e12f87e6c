package org.disentangle.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.EngineException;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.registry.Registry;
import org.junit.jupiter.api.Test;

class DevicesTest {
    private final Engine engine = new Nd4jEngine();

    @Test
    void the_engine_is_found_by_its_name() {
        assertThat(Registry.load("engine", Engine.class, getClass().getClassLoader())
                        .get("nd4j"))
                .isInstanceOf(Nd4jEngine.class);
    }

    @Test
    void the_cpu_is_the_one_device_and_is_described() {
        List<DeviceReport> reports = engine.devices();
        assertThat(reports).extracting(DeviceReport::device).containsExactly("cpu");
        assertThat(reports.get(0).usable()).as(reports.get(0).reason()).isTrue();
        assertThat(reports.get(0).facts())
                .containsKeys("processor", "cores", "memory")
                .containsEntry("nd4j", "1.0.0-M2.1");
    }

    @Test
    void a_gpu_is_refused_with_the_engine_that_serves_it() {
        assertThatThrownBy(() -> engine.open(new SessionOptions("cuda:0", Precision.AUTO, 1)))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "The engine 'nd4j' has no device 'cuda:0': it runs on the CPU. For a GPU use --engine libtorch.");
    }

    @Test
    void bfloat16_is_refused_with_the_precisions_that_there_are() {
        assertThatThrownBy(() -> engine.open(new SessionOptions("cpu", Precision.BF16, 1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("fp32 or auto")
                .hasMessageContaining("--engine libtorch");
    }

    @Test
    void the_description_says_what_is_used() {
        try (Session session = engine.open(new SessionOptions("auto", Precision.AUTO, 2))) {
            assertThat(session.description().precision()).isEqualTo(Precision.FP32);
            assertThat(session.description().engine()).isEqualTo("nd4j");
            assertThat(session.description().device()).isEqualTo("cpu");
            assertThat(session.description().facts())
                    .containsEntry("threads", "2")
                    .containsEntry("precision", "fp32");
        }
    }

    @Test
    void running_out_of_memory_is_told_apart_and_names_no_random_call() {
        assertThat(NativeErrors.at("x", new OutOfMemoryError("Cannot allocate new BytePointer(99)"))
                        .outOfMemory())
                .isTrue();
        EngineException failure = NativeErrors.at(
                "program 'p', MatrixMultiply",
                new RuntimeException(
                        "Op with name 12-ab and op type [matmul] execution failed with message shapes differ\nat x"));
        assertThat(failure.outOfMemory()).isFalse();
        assertThat(failure).hasMessage("program 'p', MatrixMultiply: ND4J's matmul: shapes differ");
    }

    @Test
    void more_memory_than_there_is_gives_an_engine_exception() {
        assertThatThrownBy(() -> new NativeMemory(1L << 55)).isInstanceOf(OutOfMemoryError.class);
    }
}
