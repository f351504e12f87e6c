package org.disentangle.runner.experiment;

import java.util.List;
import java.util.Optional;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.registry.Named;

/**
 * What {@code auto} means on this machine. Engine and precision are part of every trial's identity, so they are settled when
 * the plan is made.
 */
public record EngineChoice(String engine, Precision precision) {
    private static final String PREFERRED = "libtorch";
    /** GPUs multiply in bfloat16 from this CUDA capability on. */
    private static final double BFLOAT16_CAPABILITY = 8.0;

    /** The fact by which engines report a GPU's CUDA capability, such as {@code 9.0}. */
    public static final String CAPABILITY = "capability";

    /** @param device as users write it */
    public static EngineChoice resolve(Catalog catalog, String engine, String device, Precision precision) {
        Engine chosen = engine.equals(Experiment.AUTO)
                ? preferred(catalog)
                : catalog.engines().get(engine);
        if (precision != Precision.AUTO) {
            return new EngineChoice(chosen.name(), precision);
        }
        if (device.equals("cpu")) {
            return new EngineChoice(chosen.name(), Precision.FP32);
        }
        Optional<DeviceReport> report = chosen.devices().stream()
                .filter(DeviceReport::usable)
                .filter(found -> device.equals(Experiment.AUTO) || device.equals(found.device()))
                .findFirst();
        return new EngineChoice(
                chosen.name(),
                report.filter(EngineChoice::multipliesBfloat16).isPresent() ? Precision.BF16 : Precision.FP32);
    }

    private static Engine preferred(Catalog catalog) {
        List<String> names = catalog.engines().all().stream().map(Named::name).toList();
        if (names.isEmpty()) {
            throw new UserError("No engine is on the class path. "
                    + String.join(" ", catalog.engines().problems()));
        }
        return catalog.engines().get(names.contains(PREFERRED) ? PREFERRED : names.get(0));
    }

    private static boolean multipliesBfloat16(DeviceReport report) {
        if (report.device().equals("cpu")) {
            return false;
        }
        String capability = report.facts().getOrDefault(CAPABILITY, "");
        try {
            return Double.parseDouble(capability) >= BFLOAT16_CAPABILITY;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
