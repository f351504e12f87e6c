package org.disentangle.runner.worker;

import java.util.ArrayList;
import java.util.List;
import org.disentangle.core.UserError;
import org.disentangle.core.record.Failure;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.experiment.TrialSpecs;
import org.disentangle.runner.trial.TrialInterruptedException;
import org.disentangle.runner.trial.TrialJob;
import org.disentangle.runner.trial.TrialProgress;

/** A worker whose trials end as their seed says, after a few steps of nothing. */
public final class FakeWorker {
    static final long CRASH = 101;
    static final long HANG = 102;
    static final long OUT_OF_JAVA_MEMORY = 103;
    static final long EXIT = 104;
    static final long DIVERGE = 105;
    static final long FAIL = 106;
    static final long SLOW = 107;
    static final long BUSY_SCORING = 108;
    static final long LOSE_DEVICE = 109;
    static final long OUT_OF_DEVICE_MEMORY = 110;
    static final long TALKATIVE = 111;
    static final int WORDS = 20_000;

    /** The trials of this process, so far. */
    private static int trials;

    private static boolean deviceIsLost;

    private FakeWorker() {}

    public static void main(String[] arguments) throws InterruptedException {
        WorkerLoop.run(FakeWorker::execute, Fixtures.CATALOG);
    }

    private static TrialRecord execute(TrialJob job, TrialProgress progress) {
        PlannedTrial trial = new PlannedTrial(
                job.id(),
                job.spec().method().name(),
                java.util.Map.of(),
                "data",
                job.spec().seed(),
                "",
                TrialSpecs.plain(job.spec()));
        progress.phase("setup");
        trials++;
        System.err.println("trial " + trials + " of its process");
        if (deviceIsLost) {
            return failed(trial, Failure.Cause.ERROR, "Every further call fails");
        }
        System.out.println("a library prints to standard output");
        progress.phase("training");
        progress.step(7, 100, 1.5, 1000);
        long seed = trial.seed();
        if (seed == CRASH) {
            System.err.println("about to crash");
            Runtime.getRuntime().halt(139);
        } else if (seed == EXIT) {
            System.exit(9);
        } else if (seed == HANG) {
            sleep(60_000);
        } else if (seed == OUT_OF_JAVA_MEMORY) {
            List<long[]> hoard = new ArrayList<>();
            while (hoard.size() < 1_000_000) {
                hoard.add(new long[1 << 20]);
            }
        } else if (seed == DIVERGE) {
            return Fixtures.failed(
                    trial,
                    TrialStatus.DIVERGED,
                    new Failure(Failure.Cause.NOT_FINITE, "training", 7, "The loss is not finite", java.util.Map.of()));
        } else if (seed == FAIL) {
            return Fixtures.failed(
                    trial,
                    TrialStatus.FAILED,
                    new Failure(Failure.Cause.INPUT, "setup", -1, "No such file", java.util.Map.of()));
        } else if (seed == LOSE_DEVICE) {
            deviceIsLost = true;
            return failed(trial, Failure.Cause.DEVICE_LOST, "The GPU is lost to this process: CUDA error 700");
        } else if (seed == OUT_OF_DEVICE_MEMORY) {
            return failed(trial, Failure.Cause.OUT_OF_MEMORY, "Out of memory: CUDA error 2");
        } else if (seed == TALKATIVE) {
            for (int word = 1; word <= WORDS; word++) {
                System.err.println("word " + word);
            }
            System.err.print("and no end of the line");
        } else if (seed == SLOW) {
            slow(progress);
        } else if (seed == BUSY_SCORING) {
            progress.phase("scoring");
            busy(8_000);
        }
        return Fixtures.done(trial, Fixtures.scores(0.9, 0.2, 0.3, 0.6));
    }

    private static TrialRecord failed(PlannedTrial trial, Failure.Cause cause, String message) {
        return Fixtures.failed(
                trial, TrialStatus.FAILED, new Failure(cause, "training", 7, message, java.util.Map.of()));
    }

    private static void slow(TrialProgress progress) {
        for (int step = 8; step < 1000; step++) {
            if (progress.stopRequested()) {
                throw new TrialInterruptedException(step);
            }
            progress.step(step, 1000, 1, 1);
            sleep(20);
        }
    }

    private static void busy(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        double waste = 1;
        while (System.nanoTime() < end) {
            waste = Math.sqrt(waste + 1);
        }
        if (waste < 0) {
            throw new UserError("unreachable");
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
