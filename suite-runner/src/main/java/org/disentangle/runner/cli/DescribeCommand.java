package org.disentangle.runner.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.disentangle.core.UserError;
import org.disentangle.core.method.ConfiguredMethod;
import org.disentangle.core.method.Method;
import org.disentangle.core.registry.Component;
import org.disentangle.core.registry.Named;
import org.disentangle.core.registry.NearestName;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.experiment.ExperimentSchema;
import org.disentangle.runner.experiment.Settings;
import org.disentangle.runner.json.Choices;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.json.RecordWriter;
import org.disentangle.runner.objective.ObjectiveArray;
import org.disentangle.runner.plugin.Plugins;
import org.disentangle.runner.score.SanityReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code suite describe}. */
@Command(
        name = "describe",
        description =
                "Describes a method, data set, encoder, optimiser, schedule, metric or engine: options, defaults, sources.")
final class DescribeCommand implements Callable<Integer> {
    /** Training rows of the codes that a metric is tried on. */
    private static final int SANITY_ROWS = 2000;

    private final Printer printer;

    @Parameters(paramLabel = "NAME", description = "A name of 'suite list'.")
    private String name;

    @Option(names = "--format", paramLabel = "F", defaultValue = "text", description = "text (default) or json.")
    private StatusCommand.Format format = StatusCommand.Format.TEXT;

    @Option(
            names = "--sanity",
            description =
                    "Of a metric: how it answers codes that are known to be good, rotated, duplicated, noise, ...")
    private boolean sanity;

    @Mixin
    private final Catalogs catalogs = new Catalogs();

    DescribeCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() {
        Catalog catalog = catalogs.load(printer);
        if (sanity) {
            return sanity(catalog);
        }
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        List<String> known = new ArrayList<>();
        for (ListCommand.Kind kind : ListCommand.Kind.values()) {
            for (Named named : kind.in(catalog)) {
                known.add(named.name());
                if (named.name().equals(name) || named.aliases().contains(name)) {
                    found.add(describe(kind, named, catalog.plugins()));
                }
            }
        }
        if (found.isEmpty()) {
            throw new UserError("Nothing is called '" + name + "'."
                    + NearestName.of(name, known)
                            .map(near -> " Did you mean '" + near + "'?")
                            .orElse(" 'suite list' shows all names."));
        }
        if (format == StatusCommand.Format.JSON) {
            printer.print(JsonText.pretty(found));
        } else {
            found.forEach(each -> printer.print(text(each)));
        }
        return ExitCode.WELL;
    }

    private Integer sanity(Catalog catalog) {
        SanityReport report = SanityReport.of(
                catalog.metrics(),
                catalog.metrics().get(name),
                SANITY_ROWS,
                Runtime.getRuntime().availableProcessors(),
                (condition, number, of) -> printer.say("codes " + number + " of " + of + ": " + condition));
        if (format == StatusCommand.Format.JSON) {
            printer.print(JsonText.pretty(report.lines().stream()
                    .map(line -> Map.of(
                            "codes", line.condition(),
                            "what", line.what(),
                            "scores", line.scores()))
                    .toList()));
        } else {
            printer.print(report.markdown());
        }
        return ExitCode.WELL;
    }

    private static Map<String, @Nullable Object> describe(ListCommand.Kind kind, Named named, Plugins plugins) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", named.name());
        values.put("kind", kind.label());
        values.put("summary", named.summary());
        values.put("aliases", named.aliases());
        values.put("from", kind.origin(named, plugins));
        Object defaults = null;
        if (named instanceof Component<?> component) {
            values.put("version", component.version());
            values.put("class", component.getClass().getName());
            values.put(
                    "sources",
                    component.citations().stream().map(String::valueOf).toList());
            defaults = component.defaults();
        } else if (named instanceof Choices.Choice<?> choice) {
            defaults = choice.defaults();
        }
        if (defaults instanceof Record record) {
            RecordWriter writer = new RecordWriter(Choices.ALL);
            Map<String, @Nullable Object> options = new LinkedHashMap<>(writer.write(record));
            if (named instanceof Choices.Choice<?>) {
                options.remove("name");
            }
            values.put("options", options);
            values.put("schema", ExperimentSchema.options(record.getClass()));
        }
        if (named instanceof Method<?> method && method.trains()) {
            arrays(method).ifPresent(arrays -> values.put("arrays", arrays));
        }
        return values;
    }

    /**
     * What {@code suite objective} takes with the method's defaults; nothing where a method wants to see real data first, or is a
     * plug-in's that breaks when it is asked: the rest of it can be described all the same.
     */
    private static <O extends Record> Optional<List<Map<String, @Nullable Object>>> arrays(Method<O> method) {
        try {
            return Optional.of(ObjectiveArray.of(new ConfiguredMethod<>(method, method.defaults())).stream()
                    .map(DescribeCommand::describe)
                    .toList());
        } catch (RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static Map<String, @Nullable Object> describe(ObjectiveArray array) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", array.name());
        values.put("type", array.typeName());
        values.put("shape", array.shape());
        values.put("meaning", array.meaning());
        return values;
    }

    private static String text(Map<String, @Nullable Object> values) {
        StringBuilder text = new StringBuilder();
        text.append(values.get("name")).append(" (").append(values.get("kind")).append(")\n");
        text.append("  ").append(values.get("summary")).append(".\n");
        if (!ListCommand.BUILT_IN.equals(values.get("from"))) {
            text.append("  From ").append(values.get("from")).append(".\n");
        }
        if (values.get("options") instanceof Map<?, ?> options) {
            text.append(options.isEmpty() ? "  No options.\n" : "  Options with their defaults:\n");
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            options.forEach((key, value) -> plain.put((String) key, value));
            Settings.flatten(plain).forEach((path, value) -> text.append("    ")
                    .append(path)
                    .append(": ")
                    .append(value instanceof String word ? word : CanonicalJson.write(value))
                    .append(ExperimentSchema.alternatives(values.get("schema"), path))
                    .append('\n'));
        }
        if (values.get("arrays") instanceof List<?> arrays) {
            text.append("  Arrays that 'suite objective' takes, with these options:\n");
            arrays.forEach(
                    array -> text.append("    ").append(line((Map<?, ?>) array)).append('\n'));
        }
        if (values.get("sources") instanceof List<?> sources && !sources.isEmpty()) {
            text.append("  Sources:\n");
            sources.forEach(source -> text.append("    ").append(source).append('\n'));
        }
        return text.toString();
    }

    private static String line(Map<?, ?> array) {
        return array.get("name") + ": " + array.get("type") + " " + array.get("shape") + ", " + array.get("meaning");
    }
}
