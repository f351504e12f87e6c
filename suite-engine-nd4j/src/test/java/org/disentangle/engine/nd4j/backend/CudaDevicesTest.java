package org.disentangle.engine.nd4j.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.DeviceLostException;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.core.engine.EngineException;
import org.disentangle.engine.nd4j.backend.CudaRuntime.CudaException;
import org.disentangle.engine.nd4j.backend.CudaRuntime.Gpu;
import org.disentangle.engine.nd4j.check.SelfCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The GPU build's devices, with CUDA, ND4J's library and the self-check played. */
class CudaDevicesTest {
    private static final BackendJars GPU_BUILD =
            new BackendJars(Map.of(BackendJars.CUDA, "nd4j-cuda-11.6-1.0.0-M2.1.jar"));

    private final List<String> asked = new ArrayList<>();

    private CudaDevices devices(Gpu... gpus) {
        return new CudaDevices(() -> new FakeCuda(gpus), this::load, gpu -> {
            asked.add("check " + gpu);
            return new SelfCheck.Result(true, "all agree");
        });
    }

    private Optional<String> load() {
        asked.add("load");
        return Optional.empty();
    }

    @Test
    void a_gpu_that_is_served_is_described() {
        DeviceReport report = devices(FakeCuda.gpu(0, 86)).reports().get(0);

        assertThat(report.device()).isEqualTo("cuda:0");
        assertThat(report.usable()).as(report.reason()).isTrue();
        assertThat(report.facts())
                .containsEntry("name", "A card")
                .containsEntry("capability", "8.6")
                .containsEntry("memory", "8192 MiB")
                .containsEntry("cuda", "11.6")
                .containsEntry("bfloat16", "no")
                .containsEntry("self-check", "all agree");
        assertThat(report.facts().get("driver")).endsWith("for CUDA 12.2");
    }

    @ParameterizedTest
    @ValueSource(ints = {37, 50, 52, 60, 61, 70, 75, 80, 86, 89})
    void from_kepler_to_ada_gpus_are_served(int capability) {
        assertThat(devices(FakeCuda.gpu(0, capability)).reports().get(0).usable())
                .isTrue();
    }

    /** Older ones, newer ones, and boards for cars and robots, to which no code of other GPUs goes. */
    @ParameterizedTest
    @ValueSource(ints = {30, 35, 53, 62, 72, 87, 90, 100, 103, 120, 121})
    void others_are_refused_before_anything_of_nd4j_is_loaded(int capability) {
        DeviceReport report = devices(FakeCuda.gpu(0, capability)).reports().get(0);

        assertThat(report.usable()).isFalse();
        assertThat(report.reason())
                .contains("Its capability is " + capability / 10 + "." + capability % 10)
                .contains("3.7 to 8.6")
                .endsWith("Use --engine libtorch.");
        assertThat(asked).isEmpty();
    }

    @Test
    void the_refusal_of_a_gpu_that_is_too_new_is_one_message() {
        Devices devices = new Devices(GPU_BUILD, devices(FakeCuda.gpu(0, 90)));

        assertThatThrownBy(() -> devices.choose("cuda:0"))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "The device 'cuda:0' cannot be used: Its capability is 9.0; ND4J's GPU build holds machine code for 3.7 to 8.6, "
                                + "which 8.9 runs too, and no intermediate code for others. Use --engine libtorch.");
    }

    @Test
    void each_gpu_is_checked_once_and_only_those_that_are_served() {
        CudaDevices devices = devices(FakeCuda.gpu(0, 90), FakeCuda.gpu(1, 80));

        devices.reports();
        devices.reports();

        assertThat(asked).filteredOn(what -> what.startsWith("check")).containsExactly("check 1");
    }

    @Test
    void a_gpu_that_computes_wrong_numbers_is_refused_with_the_operation() {
        CudaDevices devices = new CudaDevices(
                () -> new FakeCuda(FakeCuda.gpu(0, 80)),
                Optional::empty,
                gpu -> new SelfCheck.Result(false, "'convolution', out: 3.1e-04 of its size, bound 2e-05 is off"));

        DeviceReport report = devices.reports().get(0);

        assertThat(report.usable()).isFalse();
        assertThat(report.reason())
                .contains("does not compute right")
                .contains("'convolution', out: 3.1e-04")
                .endsWith("Use --engine libtorch.");
    }

    @Test
    void a_gpu_that_its_check_loses_is_lost_to_this_process_and_not_the_users_mistake() {
        Devices devices = new Devices(
                GPU_BUILD, new CudaDevices(() -> new FakeCuda(FakeCuda.gpu(0, 80)), Optional::empty, gpu -> {
                    throw new DeviceLostException(
                            "The GPU is lost to this process: CUDA error 700", new RuntimeException());
                }));

        assertThat(devices.gpus()).singleElement().satisfies(report -> {
            assertThat(report.usable()).isFalse();
            assertThat(report.reason()).contains("does not compute right", "CUDA error 700");
        });
        assertThatThrownBy(() -> devices.choose("cuda:0"))
                .isInstanceOf(DeviceLostException.class)
                .hasMessage("The GPU is lost to this process: CUDA error 700");
        assertThatThrownBy(() -> devices.choose("cpu")).isInstanceOf(UserError.class);
    }

    @Test
    void a_gpu_that_cannot_even_be_entered_is_unusable_and_the_others_are_not() {
        List<DeviceReport> reports = new CudaDevices(
                        () -> new FakeCuda(FakeCuda.gpu(0, 80), FakeCuda.gpu(1, 80)), Optional::empty, gpu -> {
                            if (gpu == 1) {
                                throw new EngineException("going to cuda:1: busy", false, new RuntimeException());
                            }
                            return new SelfCheck.Result(true, "all agree");
                        })
                .reports();

        assertThat(reports).extracting(DeviceReport::usable).containsExactly(true, false);
        assertThat(reports.get(1).reason()).contains("going to cuda:1: busy");
    }

    /** A command may ask twice, for its plan and for its message; the second attempt to load fails in other words. */
    @Test
    void what_was_missing_the_first_time_is_told_again_however_often_one_asks() {
        Iterator<String> words = List.of(
                        "/x/libjnicudart.so: libcuda.so.1: cannot open shared object file: No such file or directory",
                        "no jnicudart in java.library.path: /usr/lib")
                .iterator();
        CudaDevices devices = new CudaDevices(
                () -> {
                    throw new UnsatisfiedLinkError(words.next());
                },
                this::load,
                gpu -> new SelfCheck.Result(true, ""));

        List<DeviceReport> first = devices.reports();

        assertThat(first.get(0).reason()).startsWith("No NVIDIA driver was found");
        assertThat(devices.reports()).isEqualTo(first);
    }

    @Test
    void what_is_missing_of_cuda_is_named() {
        CudaDevices devices = new CudaDevices(
                () -> {
                    throw new UnsatisfiedLinkError(
                            "/x/libjnicudart.so: libcudart.so.11.0: cannot open shared object file: No such file or directory");
                },
                this::load,
                gpu -> new SelfCheck.Result(true, ""));

        assertThat(devices.reports()).singleElement().satisfies(report -> {
            assertThat(report.usable()).isFalse();
            assertThat(report.reason()).startsWith("The library libcudart.so.11.0 was not found.");
        });
        assertThat(asked).isEmpty();
    }

    @Test
    void nd4js_library_that_cannot_be_loaded_is_the_reason() {
        CudaDevices devices = new CudaDevices(
                () -> new FakeCuda(FakeCuda.gpu(0, 80)),
                () -> Optional.of("The library libcudnn.so.8 was not found."),
                gpu -> new SelfCheck.Result(true, ""));

        assertThat(devices.reports().get(0).reason()).isEqualTo("The library libcudnn.so.8 was not found.");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 35, 999})
    void where_cuda_finds_no_gpu_the_reason_says_so(int code) {
        CudaDevices devices = new CudaDevices(
                () -> {
                    throw new CudaException(code, "cudaErrorX", "no luck");
                },
                this::load,
                gpu -> new SelfCheck.Result(true, ""));

        assertThat(devices.reports()).singleElement().satisfies(report -> {
            assertThat(report.usable()).isFalse();
            assertThat(report.reason())
                    .contains(code == 100 ? "finds no GPU" : code == 35 ? "450.80 or newer" : "CUDA error 999")
                    .endsWith("Use --engine libtorch.");
        });
    }

    @Test
    void the_gpu_build_has_nothing_for_cpus_and_says_so() {
        Devices devices = new Devices(GPU_BUILD, devices(FakeCuda.gpu(0, 90)));

        assertThat(devices.all()).extracting(DeviceReport::device).containsExactly("cuda:0", "cpu");
        assertThatThrownBy(() -> devices.choose("cpu"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("ND4J's GPU build is in use")
                .hasMessageContaining("--engine libtorch");
        assertThatThrownBy(() -> devices.choose("auto"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cuda:0 (Its capability is 9.0");
    }

    @Test
    void what_is_said_of_the_cpu_is_the_same_whether_gpus_are_asked_or_not() {
        Devices devices = new Devices(
                GPU_BUILD,
                new CudaDevices(
                        () -> {
                            throw new AssertionError("no GPU was asked for");
                        },
                        this::load,
                        gpu -> new SelfCheck.Result(true, "")));

        assertThat(devices.cpu())
                .isEqualTo(new Devices(GPU_BUILD, devices(FakeCuda.gpu(0, 90)))
                        .all()
                        .get(1));
        assertThat(asked).isEmpty();
    }

    @Test
    void two_backends_on_the_class_path_are_refused_by_the_names_of_their_jars() {
        Devices devices = new Devices(
                new BackendJars(Map.of(BackendJars.CUDA, "nd4j-cuda-11.6.jar", BackendJars.CPU, "nd4j-native.jar")),
                devices());

        assertThat(devices.gpus()).isEmpty();
        assertThatThrownBy(() -> devices.choose("auto"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("nd4j-native.jar and nd4j-cuda-11.6.jar")
                .hasMessageContaining("--engine libtorch");
    }
}
