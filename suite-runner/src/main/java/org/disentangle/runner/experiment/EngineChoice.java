package org.disentangle.runner.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.registry.Named;

/**
 * What {@code auto} means on this machine. Engine and precision are part of every trial's identity, so they are settled when
 * the plan is made.
 *
 * @param reason why it is this engine, for records
 */
public record EngineChoice(String engine, Precision precision, String reason) {
    private static final String PREFERRED = "libtorch";
    /** GPUs multiply in bfloat16 from this CUDA capability on. */
    private static final double BFLOAT16_CAPABILITY = 8.0;

    private static final String CPU = "cpu";

    /** The fact by which engines say whether they use a GPU's bfloat16. */
    private static final String BFLOAT16 = "bfloat16";

    /** The fact by which engines report a GPU's CUDA capability, such as {@code 9.0}. */
    public static final String CAPABILITY = "capability";

    /**
     * @param engine a name or {@code auto}
     * @param device as users write it; one that is named must be usable here, else one at least
     * @throws UserError if there is no such engine, it cannot use the device, or does not compute in this precision
     */
    public static EngineChoice resolve(Catalog catalog, String engine, String device, Precision precision) {
        Chosen choice = engine.equals(Experiment.AUTO)
                ? automatic(catalog, device, precision)
                : new Chosen(catalog.engines().get(engine), "named by the experiment or the command line");
        Engine chosen = choice.engine();
        DeviceReport report = DeviceRefusal.reports(chosen, device).stream()
                .filter(found -> DeviceRefusal.serves(found, device))
                .findFirst()
                .orElseThrow(() -> new DeviceRefusal(device, candidates(catalog, engine, chosen)).error());
        requirePrecision(catalog, chosen, precision);
        Precision resolved =
                precision != Precision.AUTO ? precision : multipliesBfloat16(report) ? Precision.BF16 : Precision.FP32;
        return new EngineChoice(chosen.name(), resolved, choice.reason());
    }

    private static String text(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }

    private static void requirePrecision(Catalog catalog, Engine engine, Precision precision) {
        if (precision == Precision.AUTO || engine.precisions().contains(precision)) {
            return;
        }
        String others = catalog.engines().all().stream()
                .filter(other -> other.precisions().contains(precision))
                .map(other -> ", or --engine " + other.name())
                .collect(Collectors.joining());
        throw new UserError("The engine '" + engine.name() + "' does not compute in " + text(precision)
                + ". Use --precision "
                + engine.precisions().stream()
                        .sorted()
                        .map(EngineChoice::text)
                        .collect(Collectors.joining(" or --precision "))
                + others);
    }

    /** Where the user leaves the engine open, the way out may be with any. */
    private static List<Engine> candidates(Catalog catalog, String engine, Engine chosen) {
        return engine.equals(Experiment.AUTO) ? List.copyOf(catalog.engines().all()) : List.of(chosen);
    }

    private record Chosen(Engine engine, String reason) {}

    /** The preferred engine, unless another one alone can use a GPU that is wanted. */
    private static Chosen automatic(Catalog catalog, String device, Precision precision) {
        Engine preferred = preferred(catalog);
        if (!preferred.name().equals(PREFERRED)) {
            return new Chosen(preferred, "auto: the engine '" + PREFERRED + "' is not there");
        }
        // The other engines compute in 32 bits alone.
        if (!device.equals(CPU) && precision != Precision.BF16) {
            for (Engine other : catalog.engines().all()) {
                Optional<DeviceReport> gpu = other == preferred ? Optional.empty() : usableGpu(other, device);
                if (gpu.isPresent() && usableGpu(preferred, device).isEmpty()) {
                    return new Chosen(
                            other,
                            "auto: serves " + gpu.get().device() + ", which '" + PREFERRED + "' cannot use"
                                    + whyNot(preferred));
                }
            }
        }
        return new Chosen(preferred, "auto: the faster engine, on CPUs and GPUs");
    }

    private static Optional<DeviceReport> usableGpu(Engine engine, String device) {
        return engine.gpus().stream()
                .filter(gpu -> gpu.usable()
                        && (device.equals(Experiment.AUTO) || gpu.device().equals(device)))
                .findFirst();
    }

    private static String whyNot(Engine engine) {
        return engine.gpus().stream()
                .map(gpu -> ": " + gpu.reason())
                .findFirst()
                .orElse("");
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
        if (report.device().equals(CPU) || "no".equals(report.facts().get(BFLOAT16))) {
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
