package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.datasets.library.DataLocation;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.experiment.EngineChoice;
import org.disentangle.runner.experiment.Experiment;
import org.disentangle.runner.experiment.ExperimentFile;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Planner;
import org.disentangle.runner.plugin.Plugins;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code run} and {@code plan} have in common. */
final class ExperimentOptions {
    @Parameters(paramLabel = "FILE", description = "The experiment file (YAML; its form: 'suite schema').")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The output folder (default: results/<name of the file>).")
    private @Nullable Path out;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of data sets (default: $SUITE_DATA, or the platform's cache folder).")
    private @Nullable Path data;

    @Option(names = "--engine", paramLabel = "NAME", description = "auto, or an engine of 'suite list engines'.")
    private @Nullable String engine;

    @Option(names = "--device", paramLabel = "DEVICE", description = "auto, cpu or cuda:N.")
    private @Nullable String device;

    @Option(names = "--precision", paramLabel = "P", description = "auto, fp32 or bf16.")
    private @Nullable String precision;

    @Mixin
    private final Catalogs catalogs = new Catalogs();

    /**
     * An experiment resolved for this machine.
     *
     * @param plugins that are loaded
     * @param engineReason why it is this engine
     */
    record Resolved(Experiment experiment, Plan plan, String device, Plugins plugins, String engineReason) {}

    Resolved resolve(Printer printer) {
        Catalog catalog = catalogs.load(printer);
        Experiment experiment = ExperimentFile.read(file, catalog);
        String chosenDevice = device == null ? experiment.device() : device;
        EngineChoice choice = EngineChoice.resolve(
                catalog,
                engine == null ? experiment.engine() : engine,
                new SessionOptions(chosenDevice, Precision.AUTO, 1).device(),
                precision == null ? experiment.precision() : precision(precision));
        Plan plan = Planner.plan(experiment, choice.engine(), choice.precision());
        return new Resolved(experiment, plan, chosenDevice, catalog.plugins(), choice.reason());
    }

    Path outputFolder() {
        if (out != null) {
            return out;
        }
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return Path.of("results", dot > 0 ? name.substring(0, dot) : name);
    }

    Path dataFolder() {
        return DataLocation.find(data).folder().toAbsolutePath().normalize();
    }

    private static Precision precision(String word) {
        try {
            return Precision.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UserError("--precision is '" + word + "'; allowed is auto, fp32 or bf16", e);
        }
    }
}
