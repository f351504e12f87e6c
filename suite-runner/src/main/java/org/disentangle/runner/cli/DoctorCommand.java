package org.disentangle.runner.cli;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.core.engine.Engine;
import org.disentangle.datasets.library.DataLibrary;
import org.disentangle.datasets.library.DataLocation;
import org.disentangle.datasets.library.DigestCache;
import org.disentangle.runner.Provenance;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.plugin.Plugins;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code suite doctor}. */
@Command(
        name = "doctor",
        description =
                "Says what it finds on this machine: Java, memory, disk, engines and their devices, data; and why something cannot be used.")
final class DoctorCommand implements Callable<Integer> {
    private static final double MEBIBYTE = 1 << 20;

    private final Printer printer;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of data sets (default: $SUITE_DATA, or the platform's cache folder).")
    private @Nullable Path data;

    @Mixin
    private final Catalogs catalogs = new Catalogs();

    DoctorCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() {
        Catalog catalog = catalogs.load(printer);
        Map<String, String> facts =
                new LinkedHashMap<>(Provenance.facts(1, Runtime.getRuntime().availableProcessors()));
        facts.remove("workers");
        facts.remove("threads");
        facts.put("memory", memory());
        facts.put("free disk here", freeDisk(Path.of("").toAbsolutePath()));
        section("machine", facts);
        boolean usable = false;
        for (Engine engine : catalog.engines().all()) {
            for (DeviceReport report : engine.devices()) {
                usable |= report.usable();
                Map<String, String> device = new LinkedHashMap<>();
                device.put("usable", report.usable() ? "yes" : "no: " + report.reason());
                device.putAll(report.facts());
                section("engine " + engine.name() + ", device " + report.device(), device);
            }
        }
        data();
        plugins(catalog.plugins());
        if (!usable) {
            printer.say("No engine can be used here; the reasons are above.");
            return ExitCode.USER;
        }
        return ExitCode.WELL;
    }

    private void data() {
        DataLocation location = DataLocation.find(data);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("folder", location.folder() + " (by " + location.origin() + ")");
        if (Files.isDirectory(location.folder())) {
            new DataLibrary(location.folder(), DigestCache.ofThisUser())
                    .list()
                    .forEach(state -> facts.put(
                            state.file().path(), state.problem().orElse("there ('suite data verify' reads it)")));
        } else {
            facts.put("state", "the folder does not exist; drawn-digits needs none");
        }
        section("data", facts);
    }

    private void plugins(Plugins plugins) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("folder", Catalogs.folder().map(Path::toString).orElse("none: the suite's launcher names it"));
        plugins.loaded().forEach(plugin -> facts.put(plugin.jar().name(), PluginText.describe(plugin)));
        plugins.problems()
                .forEach(problem -> facts.merge(
                        "problem with " + problem.file().getFileName(),
                        problem.message(),
                        (first, second) -> first + " " + second));
        section("plug-ins", facts);
    }

    private void section(String title, Map<String, String> facts) {
        StringBuilder text = new StringBuilder(title).append('\n');
        facts.forEach((name, fact) -> text.append(String.format(Locale.ROOT, "  %-18s %s%n", name, fact)));
        printer.print(text.toString());
    }

    private static String memory() {
        long bytes = java.lang.management.ManagementFactory.getPlatformMXBean(
                        com.sun.management.OperatingSystemMXBean.class)
                .getTotalMemorySize();
        return Math.round(bytes / MEBIBYTE) + " MiB";
    }

    private static String freeDisk(Path folder) {
        try {
            FileStore store = Files.getFileStore(folder);
            return Math.round(store.getUsableSpace() / MEBIBYTE) + " MiB"
                    + (Files.isWritable(folder) ? "" : ", but the folder is not writable");
        } catch (IOException e) {
            return "cannot be told: " + e.getMessage();
        }
    }
}
