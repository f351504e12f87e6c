package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.disentangle.core.UserError;
import org.disentangle.core.method.ConfiguredMethod;
import org.disentangle.core.method.Method;
import org.disentangle.runner.Provenance;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.objective.ObjectiveArray;
import org.disentangle.runner.plugin.PluginFile;
import org.disentangle.runner.plugin.PluginJar;
import org.disentangle.runner.plugin.PluginProject;
import org.disentangle.runner.plugin.Plugins;
import org.disentangle.runner.trial.FailureMessage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code suite plugin}. */
@Command(
        name = "plugin",
        description = "Writes the project of a new plug-in, and checks the jar that comes of one.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PluginCommand.New.class, PluginCommand.CheckJar.class})
final class PluginCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command: new or check.");
    }

    /** {@code suite plugin new}. */
    @Command(
            name = "new",
            description = {
                "Writes a Maven project with one method, its options, its provider line and its test.",
                "It builds and passes its tests as it is; its README says how. Nothing is overwritten."
            })
    static final class New implements Callable<Integer> {
        private final Printer printer;

        @Parameters(
                paramLabel = "NAME",
                description = "What experiment files call the method: lower-case letters, digits and hyphens.")
        private String name;

        @Option(
                names = "--package",
                paramLabel = "P",
                description = "The Java package (default: org.example.NAME without hyphens).")
        private @Nullable String packageName;

        @Option(
                names = "--into",
                paramLabel = "FOLDER",
                description = "The project's folder, not there yet or empty (default: NAME).")
        private @Nullable Path folder;

        @Option(names = "--kind", paramLabel = "KIND", defaultValue = "method", description = "method (default).")
        private Kind kind = Kind.METHOD;

        /** What can be begun with a project of its own. */
        enum Kind {
            METHOD;

            String label() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        New(Printer printer) {
            this.printer = printer;
        }

        @Override
        public Integer call() {
            PluginProject project = new PluginProject(
                    name,
                    packageName == null ? PluginProject.defaultPackage(name) : packageName,
                    Provenance.version(),
                    Catalogs.home().map(Path::toString).orElse("FOLDER_OF_THE_SUITE"));
            expectFree();
            Path into = folder == null ? Path.of(name) : folder;
            project.write(into);
            project.files().keySet().forEach(path -> printer.print(into.resolve(path) + "\n"));
            printer.say("The " + kind.label() + " '" + name + "' is begun. How to build and use it: "
                    + into.resolve("README.md"));
            return ExitCode.WELL;
        }

        /** A plug-in is refused its name if the suite has it already. */
        private void expectFree() {
            Catalog suite = Catalog.load(PluginCommand.class.getClassLoader());
            if (suite.methods().find(name).isPresent()) {
                throw new UserError("The suite has a method '" + name + "' already; choose another name");
            }
        }
    }

    /** {@code suite plugin check}. */
    @Command(
            name = "check",
            description = "Loads a plug-in beside the suite alone and says what it provides, or what is wrong with it.")
    static final class CheckJar implements Callable<Integer> {
        private final Printer printer;

        @Parameters(paramLabel = "JAR", description = "The plug-in.")
        private Path jar;

        CheckJar(Printer printer) {
            this.printer = printer;
        }

        @Override
        public Integer call() {
            Catalog catalog = Catalog.load(PluginCommand.class.getClassLoader(), List.of(PluginFile.named(jar)));
            Plugins plugins = catalog.plugins();
            plugins.notes().forEach(printer::say);
            plugins.loaded()
                    .forEach(plugin -> printer.print(plugin.jar().name() + " " + PluginText.describe(plugin) + "\n"));
            List<String> problems = new ArrayList<>();
            plugins.problems().forEach(problem -> problems.add(problem.message()));
            for (Method<?> method : catalog.methods().all()) {
                plugins.origin("method", method.name())
                        .flatMap(from -> broken(from, method))
                        .ifPresent(problems::add);
            }
            if (!problems.isEmpty()) {
                throw new UserError(String.join("\n", problems));
            }
            return ExitCode.WELL;
        }

        /** Builds a method's loss with its default settings; what can only be said with data at hand is none of its faults. */
        private static <O extends Record> Optional<String> broken(PluginJar from, Method<O> method) {
            try {
                if (method.trains()) {
                    ObjectiveArray.of(new ConfiguredMethod<>(method, method.defaults()));
                }
                return Optional.empty();
            } catch (UserError e) {
                return Optional.empty();
            } catch (RuntimeException | LinkageError e) {
                return Optional.of("Plug-in " + from.name() + ": the objective of '" + method.name()
                        + "' cannot be built with its default settings: " + FailureMessage.of(e, method));
            }
        }
    }
}
