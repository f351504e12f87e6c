package org.disentangle.engine.nd4j.backend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.disentangle.core.engine.CudaCapability;
import org.disentangle.core.engine.DeviceLostException;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.core.engine.EngineException;
import org.disentangle.core.engine.NvidiaDriver;
import org.disentangle.engine.nd4j.backend.CudaRuntime.CudaException;
import org.disentangle.engine.nd4j.backend.CudaRuntime.Gpu;
import org.disentangle.engine.nd4j.check.SelfCheck;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the GPUs, and why they cannot be used where they cannot. What a GPU is comes first, then ND4J's library, then whether it
 * computes right: each is looked at only if the one before let it pass.
 */
final class CudaDevices {
    /** Compute capabilities, times ten, that nd4j-cuda-11.6 holds machine code for; it holds no intermediate code. */
    static final List<Integer> BUILT_FOR = List.of(37, 50, 52, 60, 61, 70, 75, 80, 86);

    private static final String OTHERWISE = " Use --engine libtorch.";
    private static final int NO_DEVICE = 100;
    private static final int DRIVER_TOO_OLD = 35;

    private final Supplier<CudaRuntime> runtimes;
    private final Supplier<Optional<String>> loading;
    private final IntFunction<SelfCheck.Result> checking;
    private final Map<Integer, SelfCheck.Result> checked = new TreeMap<>();
    private final Map<Integer, DeviceLostException> lost = new TreeMap<>();
    /** Asked again, the JVM no longer says what was missing, but that loading has failed before. */
    private @Nullable String firstFailure;

    /**
     * @param runtimes throw LinkageError where there is no CUDA
     * @param loading ND4J's GPU build: why it cannot be loaded
     * @param checking a GPU, by its number
     */
    CudaDevices(
            Supplier<CudaRuntime> runtimes,
            Supplier<Optional<String>> loading,
            IntFunction<SelfCheck.Result> checking) {
        this.runtimes = runtimes;
        this.loading = loading;
        this.checking = checking;
    }

    /** What is said where the CPU build is in use. */
    static DeviceReport ofCpuBuild() {
        String way =
                "Start with SUITE_NATIVES=nd4j-cuda for GPUs of the capabilities 3.7 to 8.9; --engine libtorch serves newer ones.";
        return unusable("ND4J's CPU build is in use"
                + (NvidiaDriver.description().isPresent()
                        ? ". " + way
                        : ", and no NVIDIA driver was found. With a GPU: " + way));
    }

    /** One report per GPU; where there is none, one that says why. */
    synchronized List<DeviceReport> reports() {
        if (firstFailure != null) {
            return List.of(unusable(firstFailure));
        }
        CudaRuntime runtime;
        List<Gpu> gpus;
        try {
            runtime = runtimes.get();
            gpus = runtime.gpus();
        } catch (LinkageError e) {
            firstFailure = LinkFailures.explain(e);
            return List.of(unusable(firstFailure));
        } catch (CudaException e) {
            return List.of(unusable(noneVisible(e)));
        }
        if (gpus.isEmpty()) {
            return List.of(unusable("CUDA finds no GPU." + OTHERWISE));
        }
        return gpus.stream().map(gpu -> report(gpu, runtime)).toList();
    }

    private DeviceReport report(Gpu gpu, CudaRuntime runtime) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("name", gpu.name());
        facts.put("capability", CudaCapability.text(gpu.capability()));
        facts.put("memory", gpu.bytes() / (1L << 20) + " MiB");
        facts.put("bfloat16", "no");
        facts.put(
                "driver",
                NvidiaDriver.description().orElse("unknown") + ", for CUDA " + release(runtime.driverVersion()));
        facts.put("cuda", release(runtime.version()));
        String device = "cuda:" + gpu.index();
        Optional<String> problem = unserved(gpu.capability()).or(loading);
        if (problem.isPresent()) {
            return new DeviceReport(device, false, problem.get(), facts);
        }
        facts.put("nd4j", NativeLibrary.version());
        SelfCheck.Result result = checked.computeIfAbsent(gpu.index(), this::check);
        facts.put("self-check", result.text());
        return new DeviceReport(
                device,
                result.passed(),
                result.passed() ? "" : "ND4J does not compute right on it: " + result.text() + "." + OTHERWISE,
                facts);
    }

    private SelfCheck.Result check(int gpu) {
        try {
            return checking.apply(gpu);
        } catch (DeviceLostException e) {
            lost.put(gpu, e);
            return new SelfCheck.Result(false, String.valueOf(e.getMessage()));
        } catch (EngineException e) {
            // Before a program ran: the check itself tells what fails in it.
            return new SelfCheck.Result(false, String.valueOf(e.getMessage()));
        }
    }

    /** What the check cost this process the GPU by, if it did: another process may pass. */
    synchronized Optional<DeviceLostException> lost(String device) {
        return lost.entrySet().stream()
                .filter(entry -> device.equals("cuda:" + entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Optional<String> unserved(int capability) {
        if (CudaCapability.runs(BUILT_FOR, capability)) {
            return Optional.empty();
        }
        String built = CudaCapability.text(BUILT_FOR.get(0)) + " to "
                + CudaCapability.text(BUILT_FOR.get(BUILT_FOR.size() - 1));
        return Optional.of("Its capability is " + CudaCapability.text(capability)
                + "; ND4J's GPU build holds machine code for " + built
                + ", which 8.9 runs too, and no intermediate code for others." + OTHERWISE);
    }

    private static String noneVisible(CudaException failure) {
        return switch (failure.code()) {
            case NO_DEVICE ->
                "CUDA finds no GPU"
                        + NvidiaDriver.description()
                                .map(driver -> ". The driver is '" + driver + "'; CUDA_VISIBLE_DEVICES may hide a GPU.")
                                .orElse(", and no NVIDIA driver was found.")
                        + OTHERWISE;
            case DRIVER_TOO_OLD ->
                "No NVIDIA driver was found, or it is too old: CUDA 11.6 needs release 450.80 or newer"
                        + NvidiaDriver.description()
                                .map(driver -> ", and this is '" + driver + "'")
                                .orElse("")
                        + "." + OTHERWISE;
            default -> "CUDA could not be asked for GPUs: " + failure.getMessage() + "." + OTHERWISE;
        };
    }

    /** Such as 11060 to 11.6. */
    private static String release(int version) {
        return version / 1000 + "." + version % 1000 / 10;
    }

    private static DeviceReport unusable(String reason) {
        Map<String, String> facts = new LinkedHashMap<>();
        NvidiaDriver.description().ifPresent(driver -> facts.put("driver", driver));
        return new DeviceReport("cuda:0", false, reason, facts);
    }
}
