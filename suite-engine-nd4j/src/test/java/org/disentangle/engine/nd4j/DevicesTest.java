package org.disentangle.engine.nd4j;

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

class DevicesTest {
    private final Engine engine = new Nd4jEngine();

    @Test
    void the_engine_is_found_by_its_name() {
        assertThat(Registry.load("engine", Engine.class, getClass().getClassLoader())
                        .get("nd4j"))
                .isInstanceOf(Nd4jEngine.class);
    }

    @Test
    void the_cpu_build_serves_the_cpu_and_says_what_serves_gpus() {
        List<DeviceReport> reports = engine.devices();
        assertThat(reports).extracting(DeviceReport::device).containsExactly("cpu", "cuda:0");
        assertThat(reports.get(1).usable()).isFalse();
        assertThat(reports.get(1).reason())
                .contains("CPU build")
                .contains("SUITE_NATIVES=nd4j-cuda")
                .contains("--engine libtorch");
        assertThat(reports.get(0).usable()).as(reports.get(0).reason()).isTrue();
        assertThat(reports.get(0).facts())
                .containsKeys("processor", "cores", "memory")
                .containsEntry("nd4j", "1.0.0-M2.1");
    }

    @Test
    void a_gpu_is_refused_with_the_engine_that_serves_it() {
        assertThatThrownBy(() -> engine.open(new SessionOptions("cuda:0", Precision.AUTO, 1)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("The device 'cuda:0' cannot be used: ND4J's CPU build is in use")
                .hasMessageContaining("--engine libtorch");
    }

    @Test
    void a_device_that_is_not_there_is_refused_with_those_that_are() {
        assertThatThrownBy(() -> engine.open(new SessionOptions("cuda:97", Precision.AUTO, 1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has no device 'cuda:97' here, only cpu (usable), cuda:0 (");
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
}
