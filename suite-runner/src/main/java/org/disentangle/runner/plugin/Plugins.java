package org.disentangle.runner.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.disentangle.core.record.TrialRecord;
import org.jspecify.annotations.Nullable;

/**
 * The plug-ins of a catalog.
 *
 * @param loaded in the order in which they were loaded
 * @param problems what could not be loaded, and why
 * @param notes what people should know of those that were
 */
public record Plugins(List<Loaded> loaded, List<Problem> problems, List<String> notes) {
    public static final Plugins NONE = new Plugins(List.of(), List.of(), List.of());

    public Plugins {
        loaded = List.copyOf(loaded);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** A jar and what of it came into the catalog. */
    public record Loaded(PluginJar jar, List<Provided> provides) {
        public Loaded {
            provides = List.copyOf(provides);
        }
    }

    /** @param kind as registries call it, such as {@code data set} */
    public record Provided(String kind, String name) {
        @Override
        public String toString() {
            return kind + " " + name;
        }
    }

    /**
     * @param named whether the user named the jar
     * @param message that begins with the jar's name
     */
    public record Problem(Path file, boolean named, String message) {}

    /** The jar that a thing comes from; empty if it is the suite's own. */
    public Optional<PluginJar> origin(String kind, String name) {
        Provided wanted = new Provided(kind, name);
        return loaded.stream()
                .filter(plugin -> plugin.provides().contains(wanted))
                .map(Loaded::jar)
                .findFirst();
    }

    /**
     * The jars that components of a trial come from.
     *
     * @param spec as in the plan
     */
    public List<TrialRecord.Plugin> of(Map<String, @Nullable Object> spec) {
        List<Provided> components = components(spec);
        List<TrialRecord.Plugin> used = new ArrayList<>();
        for (Loaded plugin : loaded) {
            List<String> provides = plugin.provides().stream()
                    .filter(components::contains)
                    .map(Provided::toString)
                    .toList();
            if (!provides.isEmpty()) {
                PluginJar jar = plugin.jar();
                used.add(new TrialRecord.Plugin(jar.name(), jar.version(), jar.sha256(), provides));
            }
        }
        return used;
    }

    private static List<Provided> components(Map<String, @Nullable Object> spec) {
        List<Provided> components = new ArrayList<>();
        add(components, "method", member(spec.get("method"), "name"));
        add(components, "data set", member(spec.get("data"), "name"));
        add(components, "engine", spec.get("engine"));
        if (member(spec.get("scoring"), "metrics") instanceof List<?> metrics) {
            metrics.forEach(metric -> add(components, "metric", member(metric, "name")));
        }
        return components;
    }

    private static void add(List<Provided> components, String kind, @Nullable Object name) {
        if (name instanceof String text) {
            components.add(new Provided(kind, text));
        }
    }

    private static @Nullable Object member(@Nullable Object value, String key) {
        return value instanceof Map<?, ?> members ? members.get(key) : null;
    }
}
