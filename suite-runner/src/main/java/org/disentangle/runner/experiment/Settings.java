package org.disentangle.runner.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.disentangle.core.spec.CanonicalJson;
import org.jspecify.annotations.Nullable;

/** Options as paths and values: {@code {head: {output: 16}}} is {@code head.output = 16}. Lists are values. */
public final class Settings {
    private Settings() {}

    /** All options of a record. */
    static Map<String, @Nullable Object> of(Record options) {
        return flatten(ComponentReader.WRITER.write(options));
    }

    /** {@code lambda=0.1, training.steps=2000}; empty for none. */
    public static String text(Map<String, ? extends @Nullable Object> settings) {
        return settings.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + (entry.getValue() instanceof String word ? word : CanonicalJson.write(entry.getValue())))
                .collect(Collectors.joining(", "));
    }

    /** {@code hessian (lambda=0.1)}, or {@code simclr} where there is nothing to tell. */
    public static String label(String name, Map<String, ? extends @Nullable Object> settings) {
        return settings.isEmpty() ? name : name + " (" + text(settings) + ")";
    }

    public static Map<String, @Nullable Object> flatten(Map<String, ? extends @Nullable Object> options) {
        Map<String, @Nullable Object> flat = new LinkedHashMap<>();
        flatten("", options, flat);
        return flat;
    }

    private static void flatten(
            String prefix, Map<String, ? extends @Nullable Object> options, Map<String, @Nullable Object> flat) {
        options.forEach((key, value) -> {
            if (value instanceof Map<?, ?> map) {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                map.forEach((name, member) -> members.put((String) name, member));
                flatten(prefix + key + ".", members, flat);
            } else {
                flat.put(prefix + key, value);
            }
        });
    }

    /**
     * Options that are not the same in all of several sets, at every depth.
     *
     * @return by path, in the order of paths, the value of each set; null where a set has none
     */
    public static Map<String, List<@Nullable Object>> differing(List<? extends Map<String, @Nullable Object>> sets) {
        List<Map<String, @Nullable Object>> flat = new ArrayList<>();
        sets.forEach(set -> flat.add(flatten(set)));
        TreeSet<String> paths = new TreeSet<>();
        flat.forEach(set -> paths.addAll(set.keySet()));
        Map<String, List<@Nullable Object>> differing = new LinkedHashMap<>();
        for (String path : paths) {
            List<@Nullable Object> values = new ArrayList<>();
            flat.forEach(set -> values.add(set.get(path)));
            if (values.stream().map(CanonicalJson::write).distinct().count() > 1) {
                differing.put(path, values);
            }
        }
        return differing;
    }

    /**
     * What tells each of several lines of a method from the others: all of its settings that not all of them have. For people to read; what
     * a line is hangs on all settings.
     *
     * @param all settings of the method's lines
     * @return by line, in their order
     */
    public static List<Map<String, @Nullable Object>> telling(List<Map<String, @Nullable Object>> all) {
        if (all.isEmpty()) {
            return List.of();
        }
        Map<String, @Nullable Object> shared = new LinkedHashMap<>(all.get(0));
        all.forEach(settings -> shared.entrySet().removeIf(entry -> !has(settings, entry)));
        List<Map<String, @Nullable Object>> telling = new ArrayList<>();
        for (Map<String, @Nullable Object> settings : all) {
            Map<String, @Nullable Object> own = new LinkedHashMap<>(settings);
            own.keySet().removeAll(shared.keySet());
            telling.add(own);
        }
        return telling;
    }

    private static boolean has(Map<String, @Nullable Object> settings, Map.Entry<String, @Nullable Object> entry) {
        return settings.containsKey(entry.getKey()) && Objects.equals(settings.get(entry.getKey()), entry.getValue());
    }

    /**
     * What tells each of several option sets from the defaults and from each other.
     *
     * @return per set, in order, the paths whose value differs from the default or is not the same in all sets
     */
    static List<Map<String, @Nullable Object>> distinctions(
            Map<String, @Nullable Object> defaults, List<Map<String, @Nullable Object>> sets) {
        TreeSet<String> varying = new TreeSet<>();
        for (Map<String, @Nullable Object> set : sets) {
            set.forEach((path, value) -> {
                boolean everywhere = sets.stream()
                        .allMatch(other -> other.containsKey(path) && Objects.equals(other.get(path), value));
                if (!everywhere) {
                    varying.add(path);
                }
            });
        }
        return sets.stream()
                .map(set -> {
                    Map<String, @Nullable Object> told = new LinkedHashMap<>();
                    set.forEach((path, value) -> {
                        boolean usual = defaults.containsKey(path) && Objects.equals(defaults.get(path), value);
                        if (!usual || varying.contains(path)) {
                            told.put(path, value);
                        }
                    });
                    return told;
                })
                .toList();
    }
}
