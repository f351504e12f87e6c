package org.disentangle.engine.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.registry.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevicesTest {
    private final Engine engine = new LibTorchEngine();

    @Test
    void the_engine_is_found_by_its_name() {
        assertThat(Registry.load("engine", Engine.class, getClass().getClassLoader())
                        .get("libtorch"))
                .isInstanceOf(LibTorchEngine.class);
    }

    @Test
    void the_cpu_is_usable_and_described() {
        DeviceReport cpu = engine.devices().stream()
                .filter(report -> report.device().equals("cpu"))
                .findFirst()
                .orElseThrow();
        assertThat(cpu.usable()).isTrue();
        assertThat(cpu.facts()).containsKeys("processor", "cores", "libtorch", "instructions", "bfloat16", "memory");
        assertThat(cpu.facts().get("libtorch")).startsWith("2.");
    }

    @Test
    void a_gpu_that_cannot_be_used_comes_last_and_says_why() {
        List<DeviceReport> reports = engine.devices();
        assertThat(reports).last().satisfies(report -> {
            if (!report.usable()) {
                assertThat(report.device()).isEqualTo("cuda:0");
                assertThat(report.reason()).contains("GPU build");
            }
        });
    }

    @Test
    void a_device_that_is_not_there_is_refused_with_the_usable_ones() {
        assertThatThrownBy(() -> engine.open(new SessionOptions("cuda:97", Precision.AUTO, 1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cuda:97")
                .hasMessageContaining("Usable: ")
                .hasMessageContaining("cpu");
    }

    @Test
    void auto_precision_on_a_cpu_is_fp32_and_the_description_says_what_is_used() {
        try (Session session = engine.open(new SessionOptions("cpu", Precision.AUTO, 2))) {
            assertThat(session.description().precision()).isEqualTo(Precision.FP32);
            assertThat(session.description().engine()).isEqualTo("libtorch");
            assertThat(session.description().device()).isEqualTo("cpu");
            assertThat(session.description().asynchronous()).isFalse();
            assertThat(session.description().facts())
                    .containsEntry("threads", "2")
                    .containsEntry("precision", "fp32");
        }
    }

    /** 7.5, 8.0, 9.0, 10.0, 10.3 and 12.0 have machine code; within a generation older code runs on newer GPUs. */
    @ParameterizedTest
    @CsvSource({
        "61, false",
        "70, false",
        "75, true",
        "80, true",
        "86, true",
        "89, true",
        "90, true",
        "100, true",
        "110, false",
        "120, true",
        "121, true"
    })
    void a_gpu_is_served_if_there_is_code_for_its_generation(int capability, boolean served) {
        assertThat(CudaDevices.hasCodeFor(capability)).isEqualTo(served);
    }
}
