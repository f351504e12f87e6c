package org.disentangle.runner.worker;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.disentangle.runner.trial.TrialProgress;

/** Turns a trial's progress into events, not more than a few per second. */
final class ProtocolProgress implements TrialProgress {
    private static final long INTERVAL_NANOS = 200_000_000L;

    private final Consumer<WorkerEvent> events;
    private final AtomicBoolean stop;
    private long lastStep = Long.MIN_VALUE;
    private long lastScoring = Long.MIN_VALUE;

    ProtocolProgress(Consumer<WorkerEvent> events, AtomicBoolean stop) {
        this.events = events;
        this.stop = stop;
    }

    @Override
    public void phase(String phase) {
        events.accept(new WorkerEvent.Phase(phase));
    }

    @Override
    public void step(long step, long steps, double loss, double viewsPerSecond) {
        long now = System.nanoTime();
        if (step >= steps || lastStep == Long.MIN_VALUE || now - lastStep > INTERVAL_NANOS) {
            lastStep = now;
            events.accept(new WorkerEvent.Step(step, steps, loss, viewsPerSecond));
        }
    }

    @Override
    public void scoring(String what) {
        long now = System.nanoTime();
        if (lastScoring == Long.MIN_VALUE || now - lastScoring > INTERVAL_NANOS) {
            lastScoring = now;
            events.accept(new WorkerEvent.Scoring(what));
        }
    }

    @Override
    public boolean stopRequested() {
        return stop.get();
    }
}
