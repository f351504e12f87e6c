package org.disentangle.runner.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.registry.Component;
import org.disentangle.datasets.augmentation.AugmentationOptions;

/**
 * Resolves an experiment into trials: data sets one after the other, within each all methods of one seed before the next seed; after them the
 * trials of a study of seeds, in the same order for each stream.
 */
public final class Planner {
    private Planner() {}

    /**
     * @param engine the engine's name
     * @param precision not AUTO
     */
    public static Plan plan(Experiment experiment, String engine, Precision precision) {
        List<Plan.PlannedTrial> trials = new ArrayList<>();
        Map<String, Plan.PlannedTrial> byId = new HashMap<>();
        for (DataEntry data : experiment.data()) {
            Consumer<Plan.PlannedTrial> add = trial -> {
                if (byId.put(trial.id(), trial) != null) {
                    throw new UserError("The experiment '" + experiment.name() + "' has '"
                            + Settings.label(trial.method(), trial.settings()) + "' on '" + trial.data()
                            + "' twice with equal settings. Remove one of them.");
                }
                trials.add(trial);
            };
            trials(experiment, data, "", engine, precision, add);
            for (String stream : experiment.study().streams()) {
                trials(experiment, data, stream, engine, precision, add);
            }
        }
        return new Plan(
                Plan.SCHEMA,
                experiment.name(),
                experiment.title(),
                experiment.description(),
                trials,
                experiment.published(),
                summaries(experiment),
                references(experiment));
    }

    private static void trials(
            Experiment experiment,
            DataEntry data,
            String varied,
            String engine,
            Precision precision,
            Consumer<Plan.PlannedTrial> add) {
        for (long seed : experiment.seeds()) {
            for (MethodEntry method : experiment.methods()) {
                if (method.runsOn(data) && (varied.isEmpty() || method.drawsFrom(varied))) {
                    add.accept(trial(experiment, data, method, seed, varied, engine, precision));
                }
            }
        }
    }

    private static Map<String, String> summaries(Experiment experiment) {
        Map<String, String> summaries = new LinkedHashMap<>();
        experiment
                .methods()
                .forEach(entry -> summaries.put(
                        entry.method().name(), entry.method().method().summary()));
        return summaries;
    }

    private static List<String> references(Experiment experiment) {
        TreeMap<String, String> byKey = new TreeMap<>();
        Stream.<Component<?>>concat(
                        Stream.concat(
                                experiment.data().stream()
                                        .map(entry -> entry.data().family()),
                                experiment.methods().stream()
                                        .map(entry -> entry.method().method())),
                        Stream.concat(
                                Stream.of(experiment.encoder().encoder()),
                                experiment.scoring().metrics().stream().map(ConfiguredMetric::metric)))
                .flatMap(component -> component.citations().stream())
                .forEach(citation -> byKey.put(citation.key(), citation.toString()));
        return List.copyOf(byKey.values());
    }

    /** Where a data set makes its views itself, the augmentation of images plays no part and is not in the trial's identity. */
    private static TrainingOptions training(MethodEntry method, DataEntry data) {
        return data.data().augmentation().isPresent()
                ? method.training().with(AugmentationOptions.NONE)
                : method.training();
    }

    private static Plan.PlannedTrial trial(
            Experiment experiment,
            DataEntry data,
            MethodEntry method,
            long seed,
            String varied,
            String engine,
            Precision precision) {
        Map<String, Long> streams = new TreeMap<>(experiment.streams());
        if (!varied.isEmpty()) {
            streams.put(varied, seed);
        }
        TrialSpec spec = new TrialSpec(
                method.method(),
                data.data(),
                experiment.encoder(),
                training(method, data),
                experiment.scoring(),
                varied.isEmpty() ? seed : experiment.study().hold(),
                streams,
                engine,
                precision);
        return new Plan.PlannedTrial(
                TrialSpecs.id(spec),
                method.method().name(),
                method.settings(),
                data.label(),
                seed,
                varied,
                TrialSpecs.plain(spec));
    }
}
