package org.disentangle.runner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.method.Method;
import org.disentangle.datasets.npz.NpzWriter;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.experiment.EngineChoice;
import org.disentangle.runner.experiment.ExperimentReader;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.json.RecordReader;
import org.disentangle.runner.json.Tree;
import org.disentangle.runner.json.YamlReader;
import org.disentangle.runner.objective.ObjectiveProblem;
import org.disentangle.runner.objective.ObjectiveProblemReader;
import org.disentangle.runner.objective.ObjectiveResult;
import org.disentangle.runner.plugin.PluginJar;
import org.disentangle.runner.store.AtomicFiles;
import org.disentangle.runner.store.StoreError;
import org.disentangle.runner.trial.FailureMessage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code suite objective}. */
@Command(
        name = "objective",
        description = {
            "Evaluates a method's objective on a batch of yours: the loss, its terms and the gradient.",
            "For holding it against another implementation; on the CPU, in float32.",
            "'suite describe METHOD' lists the arrays that the batch must hold."
        })
final class ObjectiveCommand implements Callable<Integer> {
    private final Printer printer;

    @Parameters(index = "0", paramLabel = "METHOD", description = "A name of 'suite list methods'.")
    private String method;

    @Parameters(index = "1", paramLabel = "BATCH.npz", description = "The arrays, saved by numpy.savez.")
    private Path batch;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "An option of the method, as in an experiment file; may be given again.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "GRADIENTS.npz",
            description = "Writes the gradient of the loss with respect to z (or r): float32 [views, batch, dim].")
    private @Nullable Path out;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = "libtorch",
            description = "An engine of 'suite list engines' (default: ${DEFAULT-VALUE}).")
    private String engine;

    @Option(names = "--format", paramLabel = "F", defaultValue = "text", description = "text (default) or json.")
    private StatusCommand.Format format = StatusCommand.Format.TEXT;

    @Mixin
    private final Catalogs catalogs = new Catalogs();

    ObjectiveCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() {
        Catalog catalog = catalogs.load(printer);
        Tree.Mapping tree = settings(catalog.methods().get(method).name(), settings);
        expectOtherFile();
        EngineChoice choice = EngineChoice.resolve(catalog, engine, "cpu", Precision.FP32);
        ObjectiveProblem problem = problem(catalog, tree);
        problem.notes().forEach(printer::say);
        ObjectiveResult result = ObjectiveResult.of(catalog.engines().get(choice.engine()), problem);
        if (out != null) {
            write(out, result);
        }
        printer.print(format == StatusCommand.Format.JSON ? JsonText.pretty(result.toMap()) : text(result));
        return ExitCode.WELL;
    }

    /** A plug-in's objective that breaks is no fault of the suite's. */
    private ObjectiveProblem problem(Catalog catalog, Tree.Mapping tree) {
        try {
            return new ObjectiveProblemReader(new ExperimentReader(catalog)).read(tree, batch);
        } catch (UserError e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            Method<?> asked = catalog.methods().get(method);
            Optional<PluginJar> jar = catalog.plugins().origin("method", asked.name());
            if (jar.isEmpty()) {
                throw e;
            }
            throw new UserError(
                    "Plug-in " + jar.get().name() + ": the objective of '" + asked.name() + "' cannot be built: "
                            + FailureMessage.of(e, asked),
                    e);
        }
    }

    /** The method with the options that {@code --set} gives it, each read as YAML. */
    static Tree.Mapping settings(String method, List<String> given) {
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        options.put(RecordReader.NAME, method);
        for (String setting : given) {
            int equals = setting.indexOf('=');
            if (equals < 1 || equals == setting.length() - 1) {
                throw new UserError("--set is '" + setting + "'; allowed is KEY=VALUE, such as temperature=0.5");
            }
            String key = setting.substring(0, equals).strip();
            Object value = YamlReader.read("--set " + key, setting.substring(equals + 1))
                    .plain();
            if (options.containsKey(key)) {
                throw new UserError(
                        key.equals(RecordReader.NAME)
                                ? "--set has no key 'name': the method is named before the batch"
                                : "--set gives '" + key + "' twice");
            }
            options.put(key, value);
        }
        return Tree.of("--set", options).asMapping("--set");
    }

    private void expectOtherFile() {
        try {
            if (out != null && Files.exists(out) && Files.exists(batch) && Files.isSameFile(out, batch)) {
                throw new UserError("--out is the batch itself, " + batch + "; name another file");
            }
        } catch (IOException e) {
            throw StoreError.reading(batch, e);
        }
    }

    private void write(Path target, ObjectiveResult result) {
        try {
            new AtomicFiles().replace(target, stream -> NpzWriter.write(result.gradients(), stream));
        } catch (IOException e) {
            throw StoreError.writing(target, e);
        }
        printer.say("Written: " + Paths.shortest(target) + " (the gradient with respect to "
                + String.join(" and ", result.gradients().keySet()) + ")");
    }

    private static String text(ObjectiveResult result) {
        StringBuilder text = new StringBuilder();
        line(text, "loss", result.loss());
        result.terms().forEach((name, value) -> line(text, "  " + name, value));
        line(text, "gradient norm", result.gradientNorm());
        return text.toString();
    }

    private static void line(StringBuilder text, String name, double value) {
        text.append(String.format(Locale.ROOT, "%-16s %.9g\n", name, value));
    }
}
