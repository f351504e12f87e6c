package org.disentangle.runner.worker;

import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.trial.TrialJob;
import org.disentangle.runner.trial.TrialProgress;

/** Does a trial; the work of a worker, apart from how it is asked for. */
@FunctionalInterface
public interface TrialWork {

    /**
     * @return the record, with a failure in it if the trial failed
     * @throws org.disentangle.runner.trial.TrialInterruptedException if progress asked to stop
     */
    TrialRecord execute(TrialJob job, TrialProgress progress);
}
