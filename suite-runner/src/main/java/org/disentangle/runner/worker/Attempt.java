package org.disentangle.runner.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.disentangle.core.record.Failure;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.plugin.Plugins;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.RecordState;
import org.disentangle.runner.store.StoreError;
import org.jspecify.annotations.Nullable;

/** One trial on one worker, followed to its end. */
final class Attempt {
    private static final Duration TICK = Duration.ofMillis(100);
    /** The share of a processor that a worker uses if it is at work at all. */
    private static final double BUSY = 0.05;
    /** How long a trial may take to write its checkpoint when asked to stop. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final int slot;
    private final PlannedTrial trial;
    private final WorkerProcess worker;
    private final Supervisor.Settings settings;
    private final Plugins plugins;
    private final OutputFolder out;
    private final RunListener listener;
    private final BooleanSupplier stopping;
    private final long memoryKills = MemoryKills.count();

    private final Instant started = Clock.systemUTC().instant();

    private String phase = "worker";
    private long step = -1;
    private long lastLife = System.nanoTime();
    private long lastBeat = lastLife;
    private double cpuSeconds;

    Attempt(
            int slot,
            PlannedTrial trial,
            WorkerProcess worker,
            Supervisor.Settings settings,
            Plugins plugins,
            OutputFolder out,
            RunListener listener,
            BooleanSupplier stopping) {
        this.slot = slot;
        this.trial = trial;
        this.worker = worker;
        this.settings = settings;
        this.plugins = plugins;
        this.out = out;
        this.listener = listener;
        this.stopping = stopping;
    }

    /** What became of the worker. */
    enum End {
        /** It can take another trial. */
        ALIVE,
        /** It is gone or not to be trusted. */
        GONE
    }

    End run() throws InterruptedException {
        worker.log().begin(out.trial(trial.id()).resolve("worker.log"));
        listener.started(slot, trial);
        worker.send(new WorkerCommand.RunTrial(
                trial.id(),
                trial.spec(),
                out.root(),
                settings.dataLocation(),
                settings.device(),
                settings.threads(),
                settings.checkpointSeconds(),
                settings.keep(),
                settings.environment()));
        long stopSince = 0;
        while (true) {
            WorkerEvent event = worker.next(TICK);
            if (event != null) {
                End end = react(event);
                if (end != null) {
                    if (!(event instanceof WorkerEvent.Exited)) {
                        worker.awaitLastWords();
                    }
                    worker.log().end();
                    return end;
                }
            }
            long now = System.nanoTime();
            if (stopSince == 0 && stopping.getAsBoolean()) {
                stopSince = now;
                worker.send(new WorkerCommand.Stop());
            }
            if (stopSince != 0 && now - stopSince > GRACE.toNanos()) {
                worker.kill();
                listener.interrupted(slot, trial);
                return End.GONE;
            }
            if (now - lastLife > settings.trialTimeout().toNanos()) {
                return hung();
            }
        }
    }

    private @Nullable End react(WorkerEvent event) {
        if (event instanceof WorkerEvent.Phase entered) {
            alive();
            phase = entered.phase();
            listener.phase(slot, trial, phase);
        } else if (event instanceof WorkerEvent.Step made) {
            alive();
            step = made.step();
            listener.step(slot, trial, made);
        } else if (event instanceof WorkerEvent.Scoring scoring) {
            alive();
            listener.scoring(slot, trial, scoring.what());
        } else if (event instanceof WorkerEvent.Heartbeat beat) {
            beat(beat.cpuSeconds());
        } else if (event instanceof WorkerEvent.Done) {
            return done();
        } else if (event instanceof WorkerEvent.Interrupted) {
            listener.interrupted(slot, trial);
            return End.GONE;
        } else if (event instanceof WorkerEvent.CannotWrite failure) {
            throw new StoreError(failure.message());
        } else if (event instanceof WorkerEvent.Exited exited) {
            return exited(exited.code());
        }
        return null;
    }

    private void alive() {
        lastLife = System.nanoTime();
    }

    /** In training every step is a sign of life; elsewhere long computations say nothing, and being busy must do. */
    private void beat(double total) {
        long now = System.nanoTime();
        double share = (total - cpuSeconds) / Math.max(1e-3, (now - lastBeat) / 1e9);
        if (cpuSeconds > 0 && share > BUSY && !phase.equals("training")) {
            lastLife = now;
        }
        cpuSeconds = total;
        lastBeat = now;
    }

    private End done() {
        if (out.record(trial.id()) instanceof RecordState.Present present) {
            listener.finished(slot, trial, present.record());
            return WorkerLoop.endsWith(present.record()) ? End.GONE : End.ALIVE;
        }
        fail(Failure.Cause.ERROR, "The worker said that it was done, but left no valid record", Map.of());
        return End.GONE;
    }

    private End exited(int code) {
        if (stopping.getAsBoolean()) {
            listener.interrupted(slot, trial);
            return End.GONE;
        }
        boolean killed = MemoryKills.count() > memoryKills;
        fail(
                ExitCodes.cause(code, killed),
                "The worker died: " + ExitCodes.describe(code, killed),
                Map.of("exit_code", Integer.toString(code)));
        return End.GONE;
    }

    private End hung() throws InterruptedException {
        worker.dumpStacks();
        worker.kill();
        long seconds = settings.trialTimeout().toSeconds();
        fail(
                Failure.Cause.HANG,
                "No sign of life for " + seconds + " s (--trial-timeout); the worker was killed. "
                        + "The stacks of its threads are in worker.log.",
                Map.of("timeout_seconds", Long.toString(seconds)));
        return End.GONE;
    }

    private void fail(Failure.Cause cause, String message, Map<String, String> facts) {
        Map<String, String> details = new LinkedHashMap<>(facts);
        String tail = worker.log().tail();
        if (!tail.isEmpty()) {
            details.put("last_lines", tail);
        }
        long at = phase.equals("training") ? Math.max(0, step) : -1;
        TrialRecord record = FailedRecords.of(
                trial.id(),
                trial.spec(),
                new Failure(cause, phase, at, message, details),
                settings.environment(),
                plugins.of(trial.spec()),
                started);
        out.save(record);
        listener.finished(slot, trial, record);
    }
}
