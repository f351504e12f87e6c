package org.disentangle.runner.agree;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.disentangle.core.UserError;
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

/** Compares two finished output folders of one experiment, each made on another engine. */
public final class TrainedAgreements {
    private TrainedAgreements() {}

    /**
     * @param warnings told of records that cannot be read
     * @throws UserError unless both hold the experiment's trials and their engines differ
     */
    public static List<TrainedAgreement> compare(
            Experiment experiment,
            OutputFolder first,
            OutputFolder second,
            Catalog catalog,
            Consumer<String> warnings) {
        Plan one = first.plan();
        Plan other = second.plan();
        String engine = engineOf(experiment, first, one, catalog);
        if (engine.equals(engineOf(experiment, second, other, catalog))) {
            throw new UserError(first.root() + " and " + second.root() + " were both made on the engine '" + engine
                    + "'; name the folders of two engines");
        }
        return TrainedAgreement.of(Comparison.of(
                one,
                ExperimentRun.records(first, one, warnings),
                other,
                ExperimentRun.records(second, other, warnings),
                Set.of()));
    }

    /** The engine of a folder's trials, which must be those of the experiment. */
    private static String engineOf(Experiment experiment, OutputFolder folder, Plan plan, Catalog catalog) {
        if (plan.trials().isEmpty()) {
            throw new UserError(folder.root() + " holds no trials");
        }
        TrialSpec spec =
                TrialSpecs.read(Tree.of("the plan", plan.trials().get(0).spec()), catalog);
        Set<String> there = plan.trials().stream().map(PlannedTrial::id).collect(Collectors.toSet());
        Planner.plan(experiment, spec.engine(), spec.precision()).trials().stream()
                .filter(trial -> !there.contains(trial.id()))
                .findFirst()
                .ifPresent(missing -> {
                    throw new UserError(folder.root() + " lacks the experiment's trial of " + missing.method()
                            + ", seed " + missing.seed() + ", on " + missing.data() + " with the engine '"
                            + spec.engine() + "': it was made from another experiment, or from other settings."
                            + " Run the experiment with --engine " + spec.engine());
                });
        return spec.engine();
    }
}
