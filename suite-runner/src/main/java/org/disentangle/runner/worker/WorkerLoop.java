package org.disentangle.runner.worker;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.disentangle.core.UserError;
import org.disentangle.core.record.Failure;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.experiment.TrialSpecs;
import org.disentangle.runner.json.Tree;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.StoreError;
import org.disentangle.runner.trial.TrialInterruptedException;
import org.disentangle.runner.trial.TrialJob;

/**
 * A worker's life: trials one after another, as they come in on standard input. Standard output is for events alone; whatever
 * else is printed goes to standard error. When standard input ends, the runner is gone, and so is the worker, at once. After a trial that
 * has lost its device the worker ends by itself.
 */
public final class WorkerLoop {
    private static final long HEARTBEAT_MILLIS = 1_000;

    private final TrialWork work;
    private final Catalog catalog;
    private final PrintStream output;
    /** Not {@link System#err}, which a library may send elsewhere. */
    private final PrintStream errors =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    private final AtomicBoolean stop = new AtomicBoolean();
    private final BlockingQueue<WorkerCommand.RunTrial> trials = new LinkedBlockingQueue<>();

    private WorkerLoop(TrialWork work, Catalog catalog, PrintStream output) {
        this.work = work;
        this.catalog = catalog;
        this.output = output;
    }

    /** Never returns: the process ends with its standard input or its device. */
    public static void run(TrialWork work, Catalog catalog) throws InterruptedException {
        PrintStream output = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        WorkerLoop loop = new WorkerLoop(work, catalog, output);
        // A Ctrl-C at the terminal reaches every process of the group; the runner decides what it means.
        Signals.on("INT", () -> {});
        Signals.on("TERM", () -> loop.stop.set(true));
        daemon("commands", loop::readCommands);
        loop.emit(new WorkerEvent.Ready());
        daemon("heartbeat", loop::beat);
        while (true) {
            loop.execute(loop.trials.take());
        }
    }

    private static void daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void readCommands() {
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                WorkerCommand command = WorkerCommand.decode(line);
                if (command instanceof WorkerCommand.RunTrial trial) {
                    trials.add(trial);
                } else {
                    stop.set(true);
                }
            }
        } catch (IOException e) {
            System.err.println("The runner cannot be heard any more: " + e);
        }
        // Native code may be at work; there is nobody left to wait for it.
        Runtime.getRuntime().halt(0);
    }

    private void beat() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        while (true) {
            emit(new WorkerEvent.Heartbeat(system.getProcessCpuTime() / 1e9));
            try {
                Thread.sleep(HEARTBEAT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized void emit(WorkerEvent event) {
        output.println(event.encode());
    }

    /** Last words first: they go another way, and the runner waits for them. */
    private void end(WorkerEvent event) {
        errors.println(WorkerLog.END_OF_TRIAL);
        emit(event);
    }

    private void execute(WorkerCommand.RunTrial trial) {
        OutputFolder out = new OutputFolder(trial.out());
        try {
            Files.createDirectories(out.trial(trial.id()));
            TrialRecord record = outcome(trial, out);
            out.save(record);
            end(new WorkerEvent.Done(trial.id()));
            if (endsWith(record)) {
                // Not by way of the libraries' own last words, which call the device that is lost.
                Runtime.getRuntime().halt(0);
            }
        } catch (TrialInterruptedException e) {
            end(new WorkerEvent.Interrupted(trial.id()));
        } catch (StoreError e) {
            emit(new WorkerEvent.CannotWrite(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            emit(new WorkerEvent.CannotWrite("Could not make the folder " + out.trial(trial.id()) + ": " + e));
        }
    }

    /** Whether a worker can do no other trial after this one, and ends. */
    static boolean endsWith(TrialRecord record) {
        Failure failure = record.failure();
        return failure != null && failure.cause() == Failure.Cause.DEVICE_LOST;
    }

    private TrialRecord outcome(WorkerCommand.RunTrial trial, OutputFolder out) {
        TrialJob job;
        try {
            job = new TrialJob(
                    trial.id(),
                    TrialSpecs.read(Tree.of("specification", trial.spec()), catalog),
                    out.trial(trial.id()),
                    trial.data(),
                    trial.device(),
                    trial.threads(),
                    trial.checkpointSeconds(),
                    trial.keep(),
                    trial.environment(),
                    catalog.plugins().of(trial.spec()));
        } catch (UserError e) {
            // What is not known here may belong to a plug-in that this worker could not load.
            String message = String.join(
                    " ",
                    Stream.concat(Stream.of(String.valueOf(e.getMessage())), catalog.problems().stream())
                            .toList());
            Failure failure = new Failure(Failure.Cause.INPUT, "setup", -1, message, Map.of());
            return FailedRecords.of(
                    trial.id(),
                    trial.spec(),
                    failure,
                    trial.environment(),
                    catalog.plugins().of(trial.spec()),
                    Clock.systemUTC().instant());
        }
        return work.execute(job, new ProtocolProgress(this::emit, stop));
    }
}
