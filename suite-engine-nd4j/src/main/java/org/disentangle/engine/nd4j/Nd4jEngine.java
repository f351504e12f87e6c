package org.disentangle.engine.nd4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionDescription;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.engine.nd4j.backend.Devices;
import org.disentangle.engine.nd4j.backend.NativeLibrary;
import org.disentangle.engine.nd4j.check.SelfCheck;

/**
 * ND4J on a CPU, or on GPUs where its GPU build is in use: slower than LibTorch, and independent of it, so that two engines can check each
 * other.
 */
public final class Nd4jEngine implements Engine {
    private static final String NAME = "nd4j";
    /** One for the process, since a GPU is checked once. */
    private static final Devices DEVICES = Devices.installed(Nd4jEngine::check);

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
        return DEVICES.all();
    }

    @Override
    public List<DeviceReport> gpus() {
        return DEVICES.gpus();
    }

    @Override
    public Optional<DeviceReport> cpu() {
        return Optional.of(DEVICES.cpu());
    }

    @Override
    public Session open(SessionOptions options) {
        DeviceReport report = DEVICES.choose(options.device());
        if (options.precision() == Precision.BF16) {
            throw new UserError("The engine '" + NAME
                    + "' computes in 32 bits alone: use the precision fp32 or auto, or --engine libtorch for bf16.");
        }
        return session(report, options.threads());
    }

    private static Nd4jSession session(DeviceReport report, int threads) {
        Map<String, String> facts = new LinkedHashMap<>(report.facts());
        facts.put("threads", Integer.toString(threads));
        facts.put("precision", Precision.FP32.name().toLowerCase(Locale.ROOT));
        boolean isCpu = Devices.isCpu(report);
        SessionDescription description = new SessionDescription(NAME, report.device(), Precision.FP32, !isCpu, facts);
        return new Nd4jSession(description, isCpu ? 0 : index(report.device()), threads);
    }

    private static int index(String device) {
        return Integer.parseInt(device.substring(device.indexOf(':') + 1));
    }

    private static SelfCheck.Result check(int gpu) {
        DeviceReport report = new DeviceReport("cuda:" + gpu, true, "", Map.of());
        try (Session session = session(report, 1)) {
            return SelfCheck.of(session, () -> NativeLibrary.leaveOutCudnn(gpu));
        }
    }
}
