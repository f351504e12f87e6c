package org.disentangle.runner.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.disentangle.core.registry.Named;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.json.Choices;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.plugin.PluginJar;
import org.disentangle.runner.plugin.Plugins;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code suite list}. */
@Command(name = "list", description = "Lists what experiments can name, plug-ins included, and where it comes from.")
final class ListCommand implements Callable<Integer> {
    /** The origin of the suite's own things. */
    static final String BUILT_IN = "built-in";

    private final Printer printer;

    @Parameters(
            paramLabel = "KIND",
            arity = "0..1",
            description =
                    "methods, data, encoders, optimizers, schedules, selections, metrics or engines; all if left out.")
    private @Nullable Kind kind;

    @Option(names = "--format", paramLabel = "F", defaultValue = "text", description = "text (default) or json.")
    private StatusCommand.Format format = StatusCommand.Format.TEXT;

    /** What there is to list. */
    enum Kind {
        METHODS("method"),
        DATA("data set"),
        ENCODERS("encoder"),
        OPTIMIZERS("optimizer"),
        SCHEDULES("schedule"),
        SELECTIONS("selection"),
        METRICS("metric"),
        ENGINES("engine");

        /** What registries call one of it. */
        private final String one;

        Kind(String one) {
            this.one = one;
        }

        Collection<? extends Named> in(Catalog catalog) {
            return switch (this) {
                case METHODS -> catalog.methods().all();
                case DATA -> catalog.dataSets().all();
                case ENCODERS -> catalog.encoders().all();
                case OPTIMIZERS -> Choices.OPTIMIZERS.all();
                case SCHEDULES -> Choices.SCHEDULES.all();
                case SELECTIONS -> Choices.SELECTIONS.all();
                case METRICS -> catalog.metrics().all();
                case ENGINES -> catalog.engines().all();
            };
        }

        /** The jar that something of this kind comes from. */
        String origin(Named named, Plugins plugins) {
            return plugins.origin(one, named.name()).map(PluginJar::name).orElse(BUILT_IN);
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    private final Catalogs catalogs = new Catalogs();

    ListCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() {
        Catalog catalog = catalogs.load(printer);
        List<Kind> kinds = kind == null ? List.of(Kind.values()) : List.of(kind);
        if (format == StatusCommand.Format.JSON) {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            kinds.forEach(each -> all.put(
                    each.label(),
                    each.in(catalog).stream()
                            .map(named -> json(named, each.origin(named, catalog.plugins())))
                            .toList()));
            printer.print(JsonText.pretty(all));
            return ExitCode.WELL;
        }
        for (Kind each : kinds) {
            List<String> lines = new ArrayList<>();
            int longest = each.in(catalog).stream()
                    .mapToInt(named -> named.name().length())
                    .reduce(14, Math::max);
            each.in(catalog).forEach(named -> lines.add(line(named, longest, each, catalog.plugins())));
            printer.print((kinds.size() > 1 ? each.label() + "\n" : "")
                    + String.join("\n", lines.isEmpty() ? List.of("  (none)") : lines) + "\n");
        }
        return ExitCode.WELL;
    }

    /** Where a thing comes from is said where there is a choice. */
    private static String line(Named named, int longest, Kind kind, Plugins plugins) {
        int width = plugins.loaded().stream()
                .mapToInt(plugin -> plugin.jar().name().length())
                .reduce(BUILT_IN.length(), Math::max);
        String origin = plugins.loaded().isEmpty()
                ? ""
                : String.format(Locale.ROOT, "%-" + width + "s ", kind.origin(named, plugins));
        return String.format(Locale.ROOT, "  %-" + longest + "s %s%s", named.name(), origin, summary(named));
    }

    private static String summary(Named named) {
        return named.aliases().isEmpty()
                ? named.summary()
                : named.summary() + " (also: " + String.join(", ", named.aliases()) + ")";
    }

    private static Map<String, @Nullable Object> json(Named named, String origin) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", named.name());
        values.put("aliases", named.aliases());
        values.put("summary", named.summary());
        values.put("from", origin);
        return values;
    }
}
