package org.disentangle.runner.agree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.runner.ExperimentRun;
import org.disentangle.runner.compare.Comparison;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.experiment.Experiment;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.experiment.Planner;
import org.disentangle.runner.experiment.TrialSpec;
import org.disentangle.runner.experiment.TrialSpecs;
import org.disentangle.runner.json.Tree;
import org.disentangle.runner.store.OutputFolder;

/**
 * Two finished output folders of one experiment, each made on another engine.
 *
 * @param engines the first's and the second's
 * @param origins what the records were made with, where that differs, by fact: the first's, the second's
 * @param lines what the scores of each method say
 * @param metrics what the scores of all methods together say, metric by metric
 */
public record TrainedAgreements(
        List<String> engines,
        Map<String, List<String>> origins,
        List<TrainedAgreement> lines,
        List<MetricAgreement> metrics) {
    /** Nothing was compared. */
    public static final TrainedAgreements NONE = new TrainedAgreements(List.of(), Map.of(), List.of(), List.of());

    public TrainedAgreements {
        engines = List.copyOf(engines);
        origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
        lines = List.copyOf(lines);
        metrics = List.copyOf(metrics);
    }

    private static TrainedAgreements of(List<String> engines, Comparison comparison) {
        return new TrainedAgreements(
                engines,
                comparison.origins(),
                TrainedAgreement.of(comparison),
                comparison.metrics().stream().map(MetricAgreement::new).toList());
    }

    /**
     * @param warnings told of records that cannot be read
     * @throws UserError unless both hold the experiment's trials, all of them done, and their engines alone differ
     */
    public static TrainedAgreements compare(
            Experiment experiment,
            OutputFolder first,
            OutputFolder second,
            Catalog catalog,
            Consumer<String> warnings) {
        Trained one = trained(experiment, first, catalog, warnings);
        Trained other = trained(experiment, second, catalog, warnings);
        if (one.engine().equals(other.engine())) {
            throw new UserError(first.root() + " and " + second.root() + " were both made on the engine '"
                    + one.engine() + "'; name the folders of two engines");
        }
        if (one.precision() != other.precision()) {
            throw new UserError(first.root() + " and " + second.root() + " were made in different precisions, "
                    + one.precision() + " and " + other.precision() + "; run both with --precision fp32");
        }
        return of(
                List.of(one.engine(), other.engine()),
                Comparison.of(one.plan(), one.records(), other.plan(), other.records(), Set.of()));
    }

    /** The experiment's trials in one folder, and nothing else that may lie there. */
    private record Trained(String engine, Precision precision, Plan plan, Map<String, TrialRecord> records) {}

    private static Trained trained(
            Experiment experiment, OutputFolder folder, Catalog catalog, Consumer<String> warnings) {
        Plan there = folder.plan();
        if (there.trials().isEmpty()) {
            throw new UserError(folder.root() + " holds no trials");
        }
        TrialSpec spec =
                TrialSpecs.read(Tree.of("the plan", there.trials().get(0).spec()), catalog);
        Plan plan = Planner.plan(experiment, spec.engine(), spec.precision()).withoutStudy();
        Set<String> ids = there.trials().stream().map(PlannedTrial::id).collect(Collectors.toSet());
        for (PlannedTrial trial : plan.trials()) {
            if (!ids.contains(trial.id())) {
                throw new UserError(folder.root() + " lacks the experiment's trial of " + name(trial)
                        + " with the engine '" + spec.engine()
                        + "': it was made from another experiment, or from other settings."
                        + " Run the experiment with --engine " + spec.engine());
            }
        }
        Map<String, TrialRecord> records = ExperimentRun.records(folder, plan, warnings);
        for (PlannedTrial trial : plan.trials()) {
            TrialRecord found = records.get(trial.id());
            if (found == null || found.status() != TrialStatus.DONE) {
                throw new UserError(folder.root() + ": the trial of " + name(trial) + " is "
                        + (found == null ? "not run yet" : found.status().name().toLowerCase(Locale.ROOT))
                        + ", and scores are compared over the same seeds. 'suite status " + folder.root()
                        + "' lists what is missing");
            }
        }
        return new Trained(spec.engine(), spec.precision(), plan, records);
    }

    private static String name(PlannedTrial trial) {
        return trial.method() + ", seed " + trial.seed() + ", on " + trial.data();
    }
}
