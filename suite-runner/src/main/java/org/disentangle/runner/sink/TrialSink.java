package org.disentangle.runner.sink;

import java.io.IOException;
import java.util.List;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;

/** Takes trials that have ended. Writing one again replaces what was there. */
public interface TrialSink {

    /** What messages call it, such as {@code tensorboard=runs}. */
    String name();

    /**
     * @param curve the lines of the trial's learning curve, each a JSON object with {@code step}; empty if there is none
     * @throws IOException if it cannot be written; the run goes on
     */
    void write(Plan plan, PlannedTrial trial, TrialRecord record, List<String> curve) throws IOException;
}
