package org.disentangle.runner.board;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.jspecify.annotations.Nullable;

/** A trial's specification in the form in which people write experiments: {@code {name, ...options}} without versions. */
final class SpecView {
    private SpecView() {}

    /** @param part {@code method}, {@code data} or {@code encoder} */
    static Map<String, @Nullable Object> component(PlannedTrial trial, String part) {
        return component(members(trial.spec().get(part)));
    }

    static Map<String, @Nullable Object> training(PlannedTrial trial) {
        return members(trial.spec().get("training"));
    }

    /** What all trials share, apart from method, data and seed. */
    static Map<String, @Nullable Object> common(List<PlannedTrial> trials) {
        Map<String, @Nullable Object> common = null;
        for (PlannedTrial trial : trials) {
            Map<String, @Nullable Object> view = new LinkedHashMap<>();
            view.put("encoder", component(trial, "encoder"));
            view.put("training", training(trial));
            view.put("scoring", scoring(members(trial.spec().get("scoring"))));
            if (!members(trial.spec().get("streams")).isEmpty()) {
                view.put("streams", trial.spec().get("streams"));
            }
            view.put("engine", trial.spec().get("engine"));
            view.put("precision", trial.spec().get("precision"));
            common = common == null ? view : shared(common, view);
        }
        return common == null ? Map.of() : common;
    }

    private static Map<String, @Nullable Object> scoring(Map<String, @Nullable Object> scoring) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>(scoring);
        List<@Nullable Object> metrics = new ArrayList<>();
        if (scoring.get("metrics") instanceof List<?> list) {
            list.forEach(metric -> metrics.add(component(members(metric))));
        }
        view.put("metrics", metrics);
        return view;
    }

    private static Map<String, @Nullable Object> component(Map<String, @Nullable Object> written) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("name", written.get("name"));
        view.putAll(members(written.get("options")));
        return view;
    }

    /** The members that are equal in both, at every depth. */
    private static Map<String, @Nullable Object> shared(
            Map<String, @Nullable Object> one, Map<String, @Nullable Object> other) {
        Map<String, @Nullable Object> shared = new LinkedHashMap<>();
        one.forEach((key, value) -> {
            Object theirs = other.get(key);
            if (Objects.equals(CanonicalJson.write(value), CanonicalJson.write(theirs)) && other.containsKey(key)) {
                shared.put(key, value);
            } else if (value instanceof Map<?, ?> && theirs instanceof Map<?, ?>) {
                Map<String, @Nullable Object> part = shared(members(value), members(theirs));
                if (!part.isEmpty()) {
                    shared.put(key, part);
                }
            }
        });
        return shared;
    }

    static Map<String, @Nullable Object> members(@Nullable Object value) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> members.put((String) key, member));
        }
        return members;
    }
}
