package org.disentangle.engine.nd4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Processor;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionDescription;
import org.disentangle.core.engine.SessionOptions;

/** ND4J on a CPU: slower than LibTorch, and independent of it, so that two engines can check each other. */
public final class Nd4jEngine implements Engine {
    private static final String NAME = "nd4j";
    private static final String CPU = "cpu";
    private static final String AUTO = "auto";

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
        return "ND4J, the library under Deeplearning4j, on CPUs: a second, independent computation of every number";
    }

    @Override
    public List<DeviceReport> devices() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", Processor.name());
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        Optional<String> failure = NativeLibrary.failure();
        if (failure.isPresent()) {
            return List.of(new DeviceReport(CPU, false, failure.get(), facts));
        }
        facts.put("nd4j", NativeLibrary.version());
        facts.put("memory", Pointer.totalPhysicalBytes() / (1L << 20) + " MiB");
        return List.of(new DeviceReport(CPU, true, "", facts));
    }

    @Override
    public Session open(SessionOptions options) {
        DeviceReport report = devices().get(0);
        if (!options.device().equals(AUTO) && !options.device().equals(CPU)) {
            throw new UserError("The engine '" + NAME + "' has no device '" + options.device()
                    + "': it runs on the CPU. For a GPU use --engine libtorch.");
        }
        if (!report.usable()) {
            throw new UserError("The device 'cpu' cannot be used: " + report.reason());
        }
        if (options.precision() == Precision.BF16) {
            throw new UserError("The engine '" + NAME
                    + "' computes in 32 bits alone: use the precision fp32 or auto, or --engine libtorch for bf16.");
        }
        Map<String, String> facts = new LinkedHashMap<>(report.facts());
        facts.put("threads", Integer.toString(options.threads()));
        facts.put("precision", Precision.FP32.name().toLowerCase(Locale.ROOT));
        return new Nd4jSession(new SessionDescription(NAME, CPU, Precision.FP32, false, facts), options.threads());
    }
}
