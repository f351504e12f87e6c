package org.disentangle.runner.worker;

import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.experiment.Plan.PlannedTrial;

/** Sees a run as it goes. Calls come from several threads, those of one worker one after another. */
public interface RunListener {

    /** For tests and scripts. */
    RunListener SILENT = new RunListener() {};

    /** @param worker from 0 */
    default void started(int worker, PlannedTrial trial) {}

    default void phase(int worker, PlannedTrial trial, String phase) {}

    default void step(int worker, PlannedTrial trial, WorkerEvent.Step step) {}

    default void scoring(int worker, PlannedTrial trial, String what) {}

    default void finished(int worker, PlannedTrial trial, TrialRecord record) {}

    /** The trial stopped because the run did; it goes on from its checkpoint. */
    default void interrupted(int worker, PlannedTrial trial) {}
}
