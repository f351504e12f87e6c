package org.disentangle.engine.libtorch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Device;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionDescription;
import org.disentangle.core.engine.SessionOptions;

/** LibTorch on a CPU, and on a GPU where its GPU build and a driver are there. */
public final class LibTorchEngine implements Engine {
    private static final String NAME = "libtorch";
    private static final String CPU = "cpu";
    private static final String AUTO = "auto";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> aliases() {
        return List.of("torch", "pytorch");
    }

    @Override
    public String summary() {
        return "LibTorch, the library under PyTorch, on CPUs and CUDA GPUs";
    }

    @Override
    public Set<Precision> precisions() {
        return Set.of(Precision.FP32, Precision.BF16);
    }

    @Override
    public List<DeviceReport> devices() {
        List<DeviceReport> gpus = CudaDevices.reports();
        List<DeviceReport> all = new ArrayList<>();
        gpus.stream().filter(DeviceReport::usable).forEach(all::add);
        all.add(CpuDevice.report());
        gpus.stream().filter(report -> !report.usable()).forEach(all::add);
        return all;
    }

    @Override
    public Optional<DeviceReport> cpu() {
        return Optional.of(CpuDevice.report());
    }

    @Override
    public Session open(SessionOptions options) {
        DeviceReport report = choose(options.device());
        Precision precision = resolve(options.precision(), report);
        Map<String, String> facts = new LinkedHashMap<>(report.facts());
        facts.put("threads", Integer.toString(options.threads()));
        facts.put("precision", precision.name().toLowerCase(Locale.ROOT));
        boolean isCpu = report.device().equals(CPU);
        SessionDescription description = new SessionDescription(NAME, report.device(), precision, !isCpu, facts);
        Device device = new Device(report.device());
        DeviceMemory memory = isCpu ? new CpuMemory() : CudaDevices.memory(report.device());
        return new TorchSession(device, description, options.threads(), memory);
    }

    private DeviceReport choose(String wanted) {
        List<DeviceReport> reports = devices();
        for (DeviceReport report : reports) {
            if (wanted.equals(AUTO) ? report.usable() : report.device().equals(wanted)) {
                if (!report.usable()) {
                    throw new UserError(
                            "The device '" + wanted + "' cannot be used: " + report.reason() + usable(reports));
                }
                return report;
            }
        }
        String reasons = reports.stream()
                .filter(report -> !report.usable())
                .map(DeviceReport::reason)
                .distinct()
                .collect(Collectors.joining(" "));
        throw new UserError(
                "There is no device '" + wanted + "' for the engine '" + NAME + "'. " + reasons + usable(reports));
    }

    private static String usable(List<DeviceReport> reports) {
        String names = reports.stream()
                .filter(DeviceReport::usable)
                .map(DeviceReport::device)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " Usable: " + names + ".";
    }

    private static Precision resolve(Precision wanted, DeviceReport report) {
        boolean isCpu = report.device().equals(CPU);
        boolean gpuHasIt = "yes".equals(report.facts().get(CudaDevices.BFLOAT16));
        if (wanted == Precision.AUTO) {
            return !isCpu && gpuHasIt ? Precision.BF16 : Precision.FP32;
        }
        if (wanted == Precision.BF16 && !isCpu && !gpuHasIt) {
            throw new UserError("The GPU '" + report.device()
                    + "' has no bfloat16 (compute capability 8.0 and up have): " + "use the precision fp32 or auto");
        }
        return wanted;
    }
}
