package org.disentangle.engine.nd4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionDescription;
import org.disentangle.core.engine.SessionOptions;

/**
 * ND4J on a CPU, or on GPUs where its GPU build is in use: slower than LibTorch, and independent of it, so that two engines can check each
 * other.
 */
public final class Nd4jEngine implements Engine {
    private static final String NAME = "nd4j";
    private static final String AUTO = "auto";
    /** One for the process, since a GPU is checked once. */
    private static final CudaDevices GPUS =
            new CudaDevices(InstalledCuda::new, NativeLibrary::failure, Nd4jEngine::check);

    private final BackendJars jars;
    private final CudaDevices gpus;

    public Nd4jEngine() {
        this(NativeLibrary.jars(), GPUS);
    }

    /** For tests, which have neither GPUs nor the jars of the GPU build. */
    Nd4jEngine(BackendJars jars, CudaDevices gpus) {
        this.jars = jars;
        this.gpus = gpus;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> aliases() {
        return List.of("dl4j", "deeplearning4j");
    }

    @Override
    public String summary() {
        return "ND4J, the library under Deeplearning4j, on CPUs and CUDA GPUs: a second, independent computation of every number";
    }

    @Override
    public List<DeviceReport> devices() {
        List<DeviceReport> all = new ArrayList<>(gpus());
        all.add(jars.isCuda() ? all.size() : 0, cpuReport());
        return all;
    }

    @Override
    public Optional<DeviceReport> cpu() {
        return Optional.of(cpuReport());
    }

    private DeviceReport cpuReport() {
        Optional<String> problem = jars.problem();
        if (problem.isPresent()) {
            return CpuDevice.unusable(problem.get());
        }
        return jars.isCuda()
                ? CpuDevice.unusable(
                        "ND4J's GPU build is in use, which has nothing for CPUs. Start without SUITE_NATIVES=nd4j-cuda, or use --engine libtorch.")
                : CpuDevice.report();
    }

    @Override
    public List<DeviceReport> gpus() {
        if (jars.problem().isPresent()) {
            return List.of();
        }
        return jars.isCuda() ? gpus.reports() : List.of(CudaDevices.ofCpuBuild());
    }

    @Override
    public Session open(SessionOptions options) {
        DeviceReport report = choose(options.device());
        if (options.precision() == Precision.BF16) {
            throw new UserError("The engine '" + NAME
                    + "' computes in 32 bits alone: use the precision fp32 or auto, or --engine libtorch for bf16.");
        }
        return session(report, options.threads());
    }

    /** The first usable device, or the one that is named. */
    private DeviceReport choose(String wanted) {
        List<DeviceReport> reports = devices();
        for (DeviceReport report : reports) {
            if (report.device().equals(wanted) || (wanted.equals(AUTO) && report.usable())) {
                if (!report.usable()) {
                    throw new UserError("The device '" + wanted + "' cannot be used: " + report.reason());
                }
                return report;
            }
        }
        String known = reports.stream()
                .map(report -> report.device() + (report.usable() ? " (usable)" : " (" + report.reason() + ")"))
                .collect(Collectors.joining(", "));
        throw new UserError("The engine '" + NAME + "' has no device '" + wanted + "' here, only " + known);
    }

    private static Nd4jSession session(DeviceReport report, int threads) {
        Map<String, String> facts = new LinkedHashMap<>(report.facts());
        facts.put("threads", Integer.toString(threads));
        facts.put("precision", Precision.FP32.name().toLowerCase(Locale.ROOT));
        boolean isCpu = report.device().equals(CpuDevice.NAME);
        SessionDescription description = new SessionDescription(NAME, report.device(), Precision.FP32, !isCpu, facts);
        return new Nd4jSession(description, isCpu ? 0 : index(report.device()), threads);
    }

    private static int index(String device) {
        return Integer.parseInt(device.substring(device.indexOf(':') + 1));
    }

    private static SelfCheck.Result check(int gpu) {
        DeviceReport report = new DeviceReport("cuda:" + gpu, true, "", Map.of());
        try (Session session = session(report, 1)) {
            return SelfCheck.of(session, () -> {
                if (NativeLibrary.backend() instanceof CudaBackend backend) {
                    backend.leaveOutCudnn(gpu);
                }
            });
        }
    }
}
