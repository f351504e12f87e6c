package org.disentangle.runner.experiment;

import java.util.List;
import java.util.stream.Stream;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.core.engine.Engine;

/**
 * What is said where a device cannot be used.
 *
 * @param device as users write it
 * @param engines those that could have served it: one that is named, or all; not empty
 */
record DeviceRefusal(String device, List<Engine> engines) {
    private static final String CPU = "cpu";

    DeviceRefusal {
        engines = List.copyOf(engines);
    }

    /** What an engine says of the devices that matter alone: to ask for GPUs may mean to load gigabytes. */
    static List<DeviceReport> reports(Engine engine, String device) {
        return device.equals(CPU) ? engine.cpu().stream().toList() : engine.devices();
    }

    static boolean serves(DeviceReport report, String device) {
        return report.usable() && isMeant(report, device);
    }

    private static boolean isMeant(DeviceReport report, String device) {
        return device.equals(Experiment.AUTO) || report.device().equals(device);
    }

    /**
     * One sentence where one engine was asked for one device; else a line for each, with the names by which {@code suite doctor} tells them
     * apart.
     */
    UserError error() {
        List<DeviceReport> reports = engines.stream()
                .flatMap(engine -> reports(engine, device).stream())
                .toList();
        boolean any = device.equals(Experiment.AUTO);
        if (engines.size() == 1 && !any) {
            String problem = reports.stream()
                    .filter(report -> isMeant(report, device))
                    .map(report -> "The device '" + device + "' cannot be used: " + report.reason())
                    .findFirst()
                    .orElseGet(() -> "The engine '" + engines.get(0).name() + "' knows of no device '" + device
                            + "' here." + insteadOf(reports));
            return new UserError(problem + " " + usable(reports));
        }
        String head = any ? "No device can be used here:" : "The device '" + device + "' cannot be used:";
        Stream<String> lines = engines.stream().flatMap(this::lines);
        return new UserError(
                String.join("\n", Stream.concat(Stream.of(head), lines).toList()) + "\n" + usable(reports));
    }

    private Stream<String> lines(Engine engine) {
        String name = "  engine " + engine.name() + ", device ";
        List<DeviceReport> meant = reports(engine, device).stream()
                .filter(report -> isMeant(report, device))
                .toList();
        if (meant.isEmpty()) {
            return Stream.of(name + device + ": It knows of no such device here." + insteadOf(reports(engine, device)));
        }
        return meant.stream()
                .map(report -> name + report.device() + ": "
                        + (report.usable()
                                ? "Usable with --engine " + engine.name() + " --precision fp32."
                                : report.reason()));
    }

    /** Why there is no GPU at all, where there is none: what is missing for the first is missing for the second. */
    private String insteadOf(List<DeviceReport> reports) {
        List<DeviceReport> gpus = reports.stream()
                .filter(report -> !device.equals(CPU) && !report.device().equals(CPU))
                .toList();
        return gpus.isEmpty() || gpus.stream().anyMatch(DeviceReport::usable)
                ? ""
                : " Of " + gpus.get(0).device() + " it says: " + gpus.get(0).reason();
    }

    private static String usable(List<DeviceReport> reports) {
        List<String> usable = reports.stream()
                .filter(DeviceReport::usable)
                .map(DeviceReport::device)
                .distinct()
                .toList();
        return usable.isEmpty() ? "'suite doctor' says more." : "Usable: " + String.join(", ", usable) + ".";
    }
}
