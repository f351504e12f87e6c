package org.disentangle.runner.board;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.record.Failure;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.experiment.PublishedSource;

/** A plan written out by hand, so that golden boards do not change with the defaults of components. */
public final class BoardPlans {
    /** Seed 0: simclr, hessian 0.001, hessian 0.1; then seed 1. */
    public static final Plan PLAN = plan();

    private BoardPlans() {}

    private static Plan plan() {
        List<PlannedTrial> trials = new ArrayList<>();
        for (long seed = 0; seed < 2; seed++) {
            trials.add(trial("simclr", Map.of(), seed));
            trials.add(trial("hessian", Map.of("lambda", 0.001), seed));
            trials.add(trial("hessian", Map.of("lambda", 0.1), seed));
        }
        return new Plan(
                Plan.SCHEMA,
                "small",
                "A small experiment",
                "What it is for, in a sentence.",
                trials,
                List.of(new PublishedSource(
                        "burns2021",
                        "A. Burns et al. Unsupervised Disentanglement without Autoencoding. arXiv, 2021.",
                        "Table 3",
                        List.of(
                                value("linear-probe", "z0", "DC", 0.2, 0.3),
                                value("linear-probe", "z0", "BC", 0.8, 0.7),
                                value("linear-probe", "z1", "DC", 0.9, 0.8),
                                value("linear-probe", "z1", "BC", 0.1, 0.2),
                                value("gap", "z", "DC", 0.7, 0.5),
                                value("gap", "z", "BC", 0.7, 0.5)))),
                Map.of("simclr", "One contrastive loss", "hessian", "A contrastive loss and a regulariser"),
                List.of("A. Burns et al. Unsupervised Disentanglement without Autoencoding. arXiv, 2021."));
    }

    private static PublishedSource.Value value(String metric, String block, String factor, Double... runs) {
        return new PublishedSource.Value(
                "hessian", Map.of("lambda", 0.1), Map.of("variant", "dc-bc"), metric, block, factor, List.of(runs));
    }

    public static PlannedTrial trial(String method, Map<String, Object> settings, long seed) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("temperature", 0.1);
        options.putAll(settings);
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("form", 1);
        spec.put("method", component(method, options));
        spec.put("data", component("pictures", Map.of("variant", "dc-bc")));
        spec.put("encoder", component("conv", Map.of("widths", List.of(8, 16))));
        spec.put("training", Map.of("steps", 4));
        spec.put(
                "scoring",
                Map.of("metrics", List.of(component("linear-probe", Map.of("l2", 1e-4)), component("gap", Map.of()))));
        spec.put("seed", seed);
        spec.put("streams", Map.of());
        spec.put("engine", "libtorch");
        spec.put("precision", "fp32");
        return new PlannedTrial(CanonicalJson.digest(spec), method, settings, "pictures DC-BC", seed, "", spec);
    }

    private static Map<String, Object> component(String name, Map<String, Object> options) {
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("name", name);
        component.put("version", 1);
        component.put("options", options);
        return component;
    }

    /** In plan order: seed 0 (simclr, hessian 0.001, hessian 0.1), then seed 1. The halves of the second seed are swapped. */
    public static Map<String, TrialRecord> records() {
        List<PlannedTrial> trials = PLAN.trials();
        Map<String, TrialRecord> records = new LinkedHashMap<>();
        put(records, Fixtures.done(trials.get(0), Fixtures.scores(0.5, 0.25, 0.5, 0.25)));
        put(records, Fixtures.done(trials.get(1), Fixtures.scores(0.9, 0.2, 0.3, 0.8)));
        put(records, Fixtures.done(trials.get(2), Fixtures.scores(0.8, 0.1, 0.2, 0.7)));
        put(records, Fixtures.done(trials.get(4), Fixtures.scores(0.5, 0.6, 0.7, 0.4)));
        put(
                records,
                Fixtures.failed(
                        trials.get(3),
                        TrialStatus.FAILED,
                        new Failure(Failure.Cause.HANG, "training", 120, "No sign of life | for 600 s", Map.of())));
        put(
                records,
                Fixtures.failed(
                        trials.get(5),
                        TrialStatus.DIVERGED,
                        new Failure(Failure.Cause.NOT_FINITE, "training", 42, "The loss is not finite", Map.of())));
        return records;
    }

    private static void put(Map<String, TrialRecord> records, TrialRecord record) {
        records.put(record.id(), record);
    }
}
