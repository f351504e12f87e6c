package org.disentangle.runner.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.method.ConfiguredMethod;
import org.disentangle.runner.json.Place;
import org.disentangle.runner.json.Tree;
import org.jspecify.annotations.Nullable;

/** Reads {@code methods}: each with its grid, and with training of its own where it says so. */
final class MethodsReader {
    private static final String TRAINING = "training";
    static final String ON = "on";

    private final Catalog catalog;
    private final ComponentReader components;
    private final TrainingOptions base;

    /** @param base how methods are trained that say nothing of their own */
    MethodsReader(Catalog catalog, ComponentReader components, TrainingOptions base) {
        this.catalog = catalog;
        this.components = components;
        this.base = base;
    }

    /** A method with one point of its grid. */
    record Line(Place place, ConfiguredMethod<?> method, TrainingOptions training, List<String> on) {}

    List<Line> lines(Tree tree) {
        List<Line> lines = new ArrayList<>();
        for (Tree item : ExperimentReader.oneOrMore(tree, "methods")) {
            Tree training = item instanceof Tree.Mapping mapping ? mapping.get(TRAINING) : null;
            List<String> on = item instanceof Tree.Mapping mapping ? on(mapping.get(ON)) : List.of();
            Tree plain = item instanceof Tree.Mapping mapping ? mapping.without(List.of(TRAINING, ON)) : item;
            List<TrainingOptions> trainings = training == null
                    ? List.of(base)
                    : Grid.expand(training.asMapping("'training'"), TrainingOptions.class).stream()
                            .map(point -> TrainingReader.over(base, point))
                            .toList();
            for (Tree.Mapping point : ComponentReader.expand(catalog.methods(), "method", plain)) {
                ConfiguredMethod<?> method = components.method(point);
                trainings.forEach(options -> lines.add(new Line(item.place(), method, options, on)));
            }
        }
        return lines;
    }

    /** The data sets that a method names, of those that there are. */
    private List<String> on(@Nullable Tree names) {
        if (names == null) {
            return List.of();
        }
        List<String> on = new ArrayList<>();
        for (Tree name : ExperimentReader.oneOrMore(names, ON)) {
            String text = name.asText("'" + ON + "'");
            on.add(ExperimentReader.placed(
                            name.place(), () -> catalog.dataSets().get(text))
                    .name());
        }
        return on;
    }

    /** Gives each line the settings that tell it from its method's defaults and its other lines. */
    List<MethodEntry> entries(List<Line> lines) {
        Map<String, List<Integer>> byMethod = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            byMethod.computeIfAbsent(lines.get(i).method().name(), name -> new ArrayList<>())
                    .add(i);
        }
        MethodEntry[] entries = new MethodEntry[lines.size()];
        for (List<Integer> same : byMethod.values()) {
            List<Map<String, @Nullable Object>> told = Settings.distinctions(
                    paths(lines.get(same.get(0)).method().method().defaults(), base),
                    same.stream()
                            .map(i -> paths(
                                    lines.get(i).method().options(),
                                    lines.get(i).training()))
                            .toList());
            for (int j = 0; j < same.size(); j++) {
                Line line = lines.get(same.get(j));
                entries[same.get(j)] = new MethodEntry(line.method(), line.training(), told.get(j), line.on());
            }
        }
        return List.of(entries);
    }

    private static Map<String, @Nullable Object> paths(Record options, TrainingOptions training) {
        Map<String, @Nullable Object> paths = new LinkedHashMap<>(Settings.of(options));
        Settings.of(training).forEach((path, value) -> paths.put(TRAINING + "." + path, value));
        return paths;
    }
}
