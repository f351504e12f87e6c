package org.disentangle.runner.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.registry.Registry;
import org.disentangle.runner.Fixtures;
import org.junit.jupiter.api.Test;

class EngineChoiceTest {
    private static final DeviceReport CPU = new DeviceReport("cpu", true, "", Map.of());
    private static final DeviceReport HOPPER = new DeviceReport("cuda:0", true, "", Map.of("capability", "9.0"));
    private static final DeviceReport TURING = new DeviceReport("cuda:1", true, "", Map.of("capability", "7.5"));
    private static final DeviceReport BROKEN = new DeviceReport("cuda:2", false, "its driver is too old.", Map.of());

    private record FakeEngine(String name, List<DeviceReport> devices) implements Engine {
        @Override
        public String summary() {
            return "for tests";
        }

        @Override
        public Set<Precision> precisions() {
            return name.equals("libtorch") ? Set.of(Precision.FP32, Precision.BF16) : Engine.super.precisions();
        }

        @Override
        public Session open(SessionOptions options) {
            throw new UnsupportedOperationException("never opened");
        }
    }

    private static EngineChoice resolve(String engine, String device, Precision precision, Engine... engines) {
        Catalog all = Fixtures.CATALOG;
        Catalog catalog = new Catalog(
                all.methods(),
                all.dataSets(),
                all.encoders(),
                all.metrics(),
                Registry.of("engine", List.of(engines)),
                all.plugins());
        return EngineChoice.resolve(catalog, engine, device, precision);
    }

    private static final Engine TORCH = new FakeEngine("libtorch", List.of(HOPPER, TURING, CPU, BROKEN));

    @Test
    void auto_means_libtorch_where_it_is_there() {
        Engine other = new FakeEngine("another", List.of(CPU));

        assertThat(resolve("auto", "cpu", Precision.FP32, other, TORCH).engine())
                .isEqualTo("libtorch");
        assertThat(resolve("auto", "cpu", Precision.FP32, other).engine()).isEqualTo("another");
    }

    @Test
    void the_reason_says_who_chose() {
        Engine other = new FakeEngine("another", List.of(CPU));

        assertThat(resolve("auto", "cpu", Precision.FP32, other, TORCH).reason())
                .isEqualTo("auto: the faster engine, on CPUs and GPUs");
        assertThat(resolve("auto", "cpu", Precision.FP32, other).reason())
                .isEqualTo("auto: the engine 'libtorch' is not there");
        assertThat(resolve("another", "cpu", Precision.FP32, other, TORCH).reason())
                .isEqualTo("named by the experiment or the command line");
    }

    @Test
    void auto_precision_is_bf16_on_a_gpu_that_has_it_and_fp32_elsewhere() {
        assertThat(resolve("auto", "auto", Precision.AUTO, TORCH).precision()).isEqualTo(Precision.BF16);
        assertThat(resolve("auto", "cuda:0", Precision.AUTO, TORCH).precision()).isEqualTo(Precision.BF16);
        assertThat(resolve("auto", "cuda:1", Precision.AUTO, TORCH).precision()).isEqualTo(Precision.FP32);
        assertThat(resolve("auto", "cpu", Precision.AUTO, TORCH).precision()).isEqualTo(Precision.FP32);
    }

    @Test
    void a_precision_that_is_given_is_taken() {
        assertThat(resolve("auto", "auto", Precision.FP32, TORCH).precision()).isEqualTo(Precision.FP32);
        assertThat(resolve("auto", "cpu", Precision.BF16, TORCH).precision()).isEqualTo(Precision.BF16);
    }

    private static final Engine TORCH_WITHOUT_GPU = new FakeEngine(
            "libtorch", List.of(CPU, new DeviceReport("cuda:0", false, "LibTorch's CPU build is in use.", Map.of())));
    private static final DeviceReport AMPERE_OF_ND4J =
            new DeviceReport("cuda:0", true, "", Map.of("capability", "8.6", "bfloat16", "no"));
    private static final Engine ND4J_WITH_GPU = new FakeEngine("nd4j", List.of(AMPERE_OF_ND4J));

    @Test
    void auto_takes_the_engine_that_alone_can_use_the_gpu_and_says_why() {
        for (String device : List.of("auto", "cuda:0")) {
            EngineChoice choice = resolve("auto", device, Precision.AUTO, TORCH_WITHOUT_GPU, ND4J_WITH_GPU);

            assertThat(choice.engine()).isEqualTo("nd4j");
            assertThat(choice.reason())
                    .isEqualTo("auto: serves cuda:0, which 'libtorch' cannot use: LibTorch's CPU build is in use.");
        }
    }

    @Test
    void an_engine_without_bfloat16_computes_in_32_bits_whatever_the_gpu_could() {
        assertThat(resolve("auto", "cuda:0", Precision.AUTO, TORCH_WITHOUT_GPU, ND4J_WITH_GPU)
                        .precision())
                .isEqualTo(Precision.FP32);
        assertThat(resolve("nd4j", "auto", Precision.AUTO, ND4J_WITH_GPU).precision())
                .isEqualTo(Precision.FP32);
    }

    @Test
    void auto_stays_with_libtorch_wherever_it_serves_or_no_other_does() {
        Engine nd4jWithoutGpu = new FakeEngine("nd4j", List.of(CPU, BROKEN));

        assertThat(resolve("auto", "auto", Precision.FP32, ND4J_WITH_GPU, TORCH).engine())
                .isEqualTo("libtorch");
        assertThat(resolve("auto", "cuda:0", Precision.FP32, ND4J_WITH_GPU, TORCH)
                        .engine())
                .isEqualTo("libtorch");
        assertThat(resolve("auto", "auto", Precision.FP32, nd4jWithoutGpu, TORCH_WITHOUT_GPU)
                        .engine())
                .isEqualTo("libtorch");
        assertThat(resolve("auto", "cpu", Precision.FP32, ND4J_WITH_GPU, TORCH_WITHOUT_GPU)
                        .engine())
                .isEqualTo("libtorch");
    }

    @Test
    void auto_does_not_take_an_engine_of_32_bits_where_bfloat16_is_asked_for() {
        assertThat(resolve("auto", "auto", Precision.BF16, ND4J_WITH_GPU, TORCH_WITHOUT_GPU)
                        .engine())
                .isEqualTo("libtorch");
    }

    /** Else each trial would fail by itself. */
    @Test
    void a_precision_that_the_engine_lacks_is_refused_with_what_it_has_and_who_has_it() {
        Engine nd4j = new FakeEngine("nd4j", List.of(CPU));

        assertThatThrownBy(() -> resolve("nd4j", "cpu", Precision.BF16, nd4j, TORCH))
                .isInstanceOf(UserError.class)
                .hasMessage("The engine 'nd4j' does not compute in bf16. Use --precision fp32, or --engine libtorch");
    }

    @Test
    void an_engine_that_is_named_is_taken_though_another_one_serves_the_gpu() {
        assertThatThrownBy(() -> resolve("libtorch", "cuda:0", Precision.AUTO, ND4J_WITH_GPU, TORCH_WITHOUT_GPU))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("LibTorch's CPU build is in use.");
    }

    @Test
    void a_device_that_cannot_be_used_is_refused_with_the_reason_and_what_can() {
        assertThatThrownBy(() -> resolve("auto", "cuda:2", Precision.FP32, TORCH))
                .isInstanceOf(UserError.class)
                .hasMessage("The device 'cuda:2' cannot be used: its driver is too old. Usable: cuda:0, cuda:1, cpu.");
        assertThatThrownBy(() -> resolve("auto", "cuda:7", Precision.AUTO, TORCH))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("knows of no device 'cuda:7' here. Usable");
    }

    @Test
    void a_second_gpu_is_missing_for_the_reason_of_the_first() {
        Engine nd4jWithoutGpu = new FakeEngine(
                "nd4j", List.of(CPU, new DeviceReport("cuda:0", false, "Its capability is 9.0.", Map.of())));

        assertThatThrownBy(() -> resolve("nd4j", "cuda:1", Precision.FP32, nd4jWithoutGpu, TORCH))
                .isInstanceOf(UserError.class)
                .hasMessage("The engine 'nd4j' knows of no device 'cuda:1' here. "
                        + "Of cuda:0 it says: Its capability is 9.0. Usable: cpu.");
        assertThatThrownBy(() -> resolve("auto", "cuda:1", Precision.AUTO, nd4jWithoutGpu, TORCH_WITHOUT_GPU))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("engine nd4j, device cuda:1: It knows of no such device here. "
                        + "Of cuda:0 it says: Its capability is 9.0.\n");
    }

    @Test
    void the_cpu_is_refused_like_any_device_where_the_engine_has_nothing_for_it() {
        Engine gpusAlone = new FakeEngine(
                "nd4j",
                List.of(AMPERE_OF_ND4J, new DeviceReport("cpu", false, "ND4J's GPU build is in use.", Map.of())));

        for (Precision precision : Precision.values()) {
            assertThatThrownBy(() -> resolve("nd4j", "cpu", precision, gpusAlone, TORCH))
                    .isInstanceOf(UserError.class)
                    .hasMessage(
                            "The device 'cpu' cannot be used: ND4J's GPU build is in use. 'suite doctor' says more.");
        }
        assertThat(resolve("nd4j", "auto", Precision.FP32, gpusAlone, TORCH).engine())
                .isEqualTo("nd4j");
    }

    @Test
    void an_engine_that_knows_of_no_cpu_is_not_given_one() {
        assertThatThrownBy(() -> resolve("nd4j", "cpu", Precision.FP32, ND4J_WITH_GPU))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("The engine 'nd4j' knows of no device 'cpu' here.");
    }

    @Test
    void where_no_device_can_be_used_the_reason_of_each_is_told() {
        Engine nothing = new FakeEngine(
                "nd4j", List.of(BROKEN, new DeviceReport("cpu", false, "ND4J's GPU build is in use.", Map.of())));

        for (Precision precision : Precision.values()) {
            assertThatThrownBy(() -> resolve("nd4j", "auto", precision, nothing, TORCH))
                    .isInstanceOf(UserError.class)
                    .hasMessage("""
                            No device can be used here:
                              engine nd4j, device cuda:2: its driver is too old.
                              engine nd4j, device cpu: ND4J's GPU build is in use.
                            'suite doctor' says more.""");
        }
    }

    @Test
    void where_no_engine_can_use_the_device_the_reason_of_each_is_told_once() {
        Engine nd4jWithoutGpu = new FakeEngine(
                "nd4j", List.of(CPU, new DeviceReport("cuda:0", false, "Its capability is 9.0.", Map.of())));
        Engine cpuAlone = new FakeEngine("of-a-plug-in", List.of(CPU));

        for (Precision precision : Precision.values()) {
            assertThatThrownBy(() -> resolve("auto", "cuda:0", precision, TORCH_WITHOUT_GPU, nd4jWithoutGpu, cpuAlone))
                    .isInstanceOf(UserError.class)
                    .hasMessage("""
                            The device 'cuda:0' cannot be used:
                              engine libtorch, device cuda:0: LibTorch's CPU build is in use.
                              engine nd4j, device cuda:0: Its capability is 9.0.
                              engine of-a-plug-in, device cuda:0: It knows of no such device here.
                            Usable: cpu.""");
        }
    }

    @Test
    void an_engine_that_auto_does_not_take_though_it_serves_the_device_is_named_as_the_way_out() {
        assertThatThrownBy(() -> resolve("auto", "cuda:0", Precision.BF16, ND4J_WITH_GPU, TORCH_WITHOUT_GPU))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("engine libtorch, device cuda:0: LibTorch's CPU build is in use.\n")
                .hasMessageContaining("engine nd4j, device cuda:0: Usable with --engine nd4j --precision fp32.\n");
    }

    @Test
    void gpus_are_not_asked_for_where_the_cpu_is_wanted() {
        Engine slowToAsk = new Engine() {
            @Override
            public String name() {
                return "slow";
            }

            @Override
            public String summary() {
                return "for tests";
            }

            @Override
            public List<DeviceReport> devices() {
                throw new AssertionError("This may take a minute");
            }

            @Override
            public Optional<DeviceReport> cpu() {
                return Optional.of(CPU);
            }

            @Override
            public Session open(SessionOptions options) {
                throw new UnsupportedOperationException("never opened");
            }
        };

        assertThat(resolve("slow", "cpu", Precision.AUTO, slowToAsk).precision())
                .isEqualTo(Precision.FP32);
    }

    @Test
    void without_an_engine_nothing_runs() {
        assertThatThrownBy(() -> resolve("auto", "cpu", Precision.FP32))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("No engine is on the class path");
    }
}
