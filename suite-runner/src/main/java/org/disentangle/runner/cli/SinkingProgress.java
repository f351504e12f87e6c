package org.disentangle.runner.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.sink.Sinks;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.RecordState;
import org.disentangle.runner.worker.WorkerEvent;

/** Progress that also hands each trial that ends to the sinks. */
final class SinkingProgress implements Progress {
    private final Progress shown;
    private final Plan plan;
    private final OutputFolder out;
    private final Sinks sinks;
    private final Set<String> written = new HashSet<>();

    SinkingProgress(Progress shown, Plan plan, OutputFolder out, Sinks sinks) {
        this.shown = shown;
        this.plan = plan;
        this.out = out;
        this.sinks = sinks;
    }

    /** Writes the trials that had ended before. */
    void writeOthers() {
        for (PlannedTrial trial : plan.trials()) {
            if (!written.contains(trial.id()) && out.record(trial.id()) instanceof RecordState.Present present) {
                write(trial, present.record());
            }
        }
    }

    private synchronized void write(PlannedTrial trial, TrialRecord record) {
        written.add(trial.id());
        sinks.write(plan, trial, record, out::curve);
    }

    @Override
    public void begin(Plan begun, List<PlannedTrial> todo, int workers) {
        shown.begin(begun, todo, workers);
    }

    @Override
    public void note(String line) {
        shown.note(line);
    }

    @Override
    public void started(int worker, PlannedTrial trial) {
        shown.started(worker, trial);
    }

    @Override
    public void phase(int worker, PlannedTrial trial, String phase) {
        shown.phase(worker, trial, phase);
    }

    @Override
    public void step(int worker, PlannedTrial trial, WorkerEvent.Step step) {
        shown.step(worker, trial, step);
    }

    @Override
    public void scoring(int worker, PlannedTrial trial, String what) {
        shown.scoring(worker, trial, what);
    }

    @Override
    public void finished(int worker, PlannedTrial trial, TrialRecord record) {
        shown.finished(worker, trial, record);
        write(trial, record);
    }

    @Override
    public void interrupted(int worker, PlannedTrial trial) {
        shown.interrupted(worker, trial);
    }

    @Override
    public void close() {
        shown.close();
    }
}
