package org.disentangle.runner.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.disentangle.runner.experiment.Kept;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.store.OutputFolder;
import org.jspecify.annotations.Nullable;

/**
 * Keeps workers busy until all trials have a record. A worker that crashes, runs out of memory or hangs costs the trial in hand,
 * which is recorded as failed; a fresh worker takes the next one, as it does after a trial that has lost its device.
 */
public final class Supervisor {
    /** However short a trial's time-out: a busy machine takes seconds to start a process. */
    private static final Duration LEAST_START_TIMEOUT = Duration.ofSeconds(60);

    private final WorkerLauncher launcher;
    private final Settings settings;
    private final OutputFolder out;
    private final RunListener listener;
    private final AtomicReference<@Nullable RuntimeException> broken = new AtomicReference<>();
    private volatile boolean stopping;

    public Supervisor(WorkerLauncher launcher, Settings settings, OutputFolder out, RunListener listener) {
        this.launcher = launcher;
        this.settings = settings;
        this.out = out;
        this.listener = listener;
    }

    /**
     * How trials are run; none of it is part of their identity.
     *
     * @param workers processes at a time
     * @param threads of each
     * @param trialTimeout without a sign of life, after which a trial counts as hung
     * @param keep what trials leave beside their records
     * @param environment facts for every record
     */
    public record Settings(
            int workers,
            int threads,
            Path dataLocation,
            String device,
            Duration trialTimeout,
            double checkpointSeconds,
            List<Kept> keep,
            Map<String, String> environment) {
        public Settings {
            keep = List.copyOf(keep);
            environment = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        }
    }

    /** Lets every trial in hand write its checkpoint and end. May be called from any thread. */
    public void stop() {
        stopping = true;
    }

    /**
     * Runs the trials in order.
     *
     * @return whether the run came to its end; false after {@link #stop}
     * @throws org.disentangle.runner.store.StoreError if the output folder cannot be written
     * @throws IllegalStateException if workers do not start
     */
    public boolean run(List<PlannedTrial> trials) throws InterruptedException {
        BlockingQueue<PlannedTrial> queue = new LinkedBlockingQueue<>(trials);
        List<Thread> slots = new ArrayList<>();
        for (int i = 0; i < Math.min(settings.workers(), trials.size()); i++) {
            int slot = i;
            Thread thread = new Thread(() -> serve(slot, queue), "slot-" + slot);
            slots.add(thread);
            thread.start();
        }
        for (Thread slot : slots) {
            slot.join();
        }
        RuntimeException failure = broken.get();
        if (failure != null) {
            throw failure;
        }
        return !stopping;
    }

    private void serve(int slot, BlockingQueue<PlannedTrial> queue) {
        WorkerProcess worker = null;
        try {
            for (PlannedTrial trial = next(queue); trial != null; trial = next(queue)) {
                if (worker == null) {
                    worker = startWorker();
                }
                Attempt attempt =
                        new Attempt(slot, trial, worker, settings, launcher.plugins(), out, listener, () -> stopping);
                if (attempt.run() == Attempt.End.GONE) {
                    worker.close();
                    worker = null;
                }
            }
        } catch (RuntimeException e) {
            broken.compareAndSet(null, e);
            stopping = true;
        } catch (InterruptedException e) {
            stopping = true;
            Thread.currentThread().interrupt();
        } finally {
            if (worker != null) {
                worker.close();
            }
        }
    }

    private @Nullable PlannedTrial next(BlockingQueue<PlannedTrial> queue) {
        return stopping ? null : queue.poll();
    }

    /** Waits until a worker listens. One that dies before is no trial's fault: if it happens twice, nothing will work. */
    private WorkerProcess startWorker() throws InterruptedException {
        String trouble = "";
        for (int attempt = 0; attempt < 2; attempt++) {
            WorkerProcess worker = WorkerProcess.start(launcher);
            long deadline =
                    System.nanoTime() + Math.max(settings.trialTimeout().toNanos(), LEAST_START_TIMEOUT.toNanos());
            while (System.nanoTime() < deadline) {
                WorkerEvent event = worker.next(Duration.ofSeconds(1));
                if (event instanceof WorkerEvent.Ready) {
                    return worker;
                }
                if (event instanceof WorkerEvent.Exited exited) {
                    trouble = ExitCodes.describe(exited.code(), false);
                    break;
                }
            }
            trouble += "\n" + worker.log().tail();
            worker.kill();
            worker.close();
        }
        throw new IllegalStateException("A worker process does not start: " + trouble.strip());
    }
}
