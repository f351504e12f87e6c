package org.disentangle.runner.trial;

import org.disentangle.core.engine.Engine;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.registry.Registry;

/** Runs trials in this process, one after another. What a trial leaves is a record, whatever happens to it. */
public final class TrialExecutor {
    private final Registry<Engine> engines;
    private final DataSetCache dataSets = new DataSetCache();

    public TrialExecutor(Registry<Engine> engines) {
        this.engines = engines;
    }

    public TrialExecutor() {
        this(Registry.load("engine", Engine.class, TrialExecutor.class.getClassLoader()));
    }

    /**
     * Runs a trial, from its checkpoint if there is a whole one.
     *
     * @return the record, with a failure in it if the trial failed
     * @throws TrialInterruptedException if progress asked to stop; the checkpoint holds all that was done
     */
    public TrialRecord execute(TrialJob job, TrialProgress progress) {
        return new TrialRun(job, progress, engines, dataSets).run();
    }
}
