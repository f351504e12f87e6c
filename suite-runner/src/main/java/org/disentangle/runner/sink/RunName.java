package org.disentangle.runner.sink;

import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.experiment.Settings;

/** What trackers of experiments call a trial. */
final class RunName {
    private RunName() {}

    /** Ends with a piece of the id: names that differ may be equal as file names. */
    static String of(PlannedTrial trial) {
        return Settings.label(trial.method(), trial.settings()) + " " + trial.data() + " " + trial.seedText() + " "
                + trial.id().substring(0, 8);
    }
}
