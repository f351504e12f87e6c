package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.disentangle.core.UserError;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.plugin.Plugins;
import org.disentangle.runner.store.OutputFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What commands that train again have in common: which trials, and where the data are. */
final class RerunOptions {
    @Option(
            names = "--rerun",
            arity = "0..1",
            fallbackValue = "1",
            paramLabel = "TRIAL|N",
            description =
                    "Trains again: a trial by the beginning of its id, or so many, spread over the plan (without a value: one).")
    private @Nullable String rerun;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of data sets (default: $SUITE_DATA, or the platform's cache folder).")
    private @Nullable Path data;

    /**
     * The trials to train again; none if the user did not ask for it.
     *
     * @param recorded trials that have a record
     * @param folder for messages
     * @throws UserError if there is nothing to train again, or no such trial
     */
    List<PlannedTrial> chosen(List<PlannedTrial> recorded, Path folder) {
        return rerun == null ? List.of() : chosen(recorded, rerun, folder);
    }

    /** @param into where the new records go; a prepared folder */
    Reruns reruns(Plan plan, OutputFolder into, Plugins plugins, Printer printer) {
        return new Reruns(plan, into, data, plugins, printer);
    }

    /** @param wanted a number of trials, or the beginning of one's id */
    private static List<PlannedTrial> chosen(List<PlannedTrial> trials, String wanted, Path folder) {
        if (trials.isEmpty()) {
            throw new UserError("--rerun needs records, and " + folder + " has none");
        }
        List<PlannedTrial> named =
                trials.stream().filter(trial -> trial.id().startsWith(wanted)).toList();
        if (wanted.matches("[0-9]{1,6}") && (named.isEmpty() || wanted.length() < 6)) {
            int count = Math.min(Integer.parseInt(wanted), trials.size());
            List<PlannedTrial> spread = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                spread.add(trials.get((int) ((long) i * trials.size() / count)));
            }
            return spread;
        }
        if (named.size() != 1) {
            throw new UserError("--rerun is '" + wanted
                    + "'; allowed is a number of trials, or the beginning of the id of one that" + " has a record ("
                    + (named.isEmpty() ? "none begins so" : named.size() + " begin so") + ")");
        }
        return named;
    }
}
