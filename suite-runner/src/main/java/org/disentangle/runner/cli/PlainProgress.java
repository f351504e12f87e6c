package org.disentangle.runner.cli;

import java.util.List;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.worker.WorkerEvent;

/** Progress as a log: a line when a trial ends, and now and then one about each that runs. */
final class PlainProgress implements Progress {
    private static final long INTERVAL_NANOS = 30_000_000_000L;

    private final Printer printer;
    private final RunState state = new RunState();
    private long last = System.nanoTime();

    PlainProgress(Printer printer) {
        this.printer = printer;
    }

    @Override
    public synchronized void begin(Plan plan, List<PlannedTrial> todo, int workers) {
        state.begin(plan, todo, workers);
        printer.say(plan.title() + ": " + todo.size() + " of " + plan.trials().size() + " trials to run.");
    }

    @Override
    public synchronized void note(String line) {
        printer.say(line);
    }

    @Override
    public synchronized void started(int worker, PlannedTrial trial) {
        state.started(worker, trial);
    }

    @Override
    public synchronized void phase(int worker, PlannedTrial trial, String phase) {
        state.phase(worker, phase);
    }

    @Override
    public synchronized void step(int worker, PlannedTrial trial, WorkerEvent.Step step) {
        state.step(worker, step);
        now();
    }

    @Override
    public synchronized void scoring(int worker, PlannedTrial trial, String what) {
        state.scoring(worker, what);
        now();
    }

    @Override
    public synchronized void finished(int worker, PlannedTrial trial, TrialRecord record) {
        printer.say(state.finished(worker, trial, record));
    }

    @Override
    public synchronized void interrupted(int worker, PlannedTrial trial) {
        state.idle(worker);
        printer.say(RunState.name(trial) + ": stopped");
    }

    private void now() {
        if (System.nanoTime() - last > INTERVAL_NANOS) {
            last = System.nanoTime();
            printer.say(state.overall());
            state.lines().forEach(line -> printer.say("  " + line));
        }
    }

    @Override
    public void close() {}
}
