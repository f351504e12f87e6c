package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.disentangle.core.Check;
import org.disentangle.runner.ExperimentRun;
import org.disentangle.runner.Provenance;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.sink.Sinks;
import org.disentangle.runner.sink.TrialSink;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.worker.Signals;
import org.disentangle.runner.worker.Supervisor;
import org.disentangle.runner.worker.WorkerLauncher;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code suite run}. */
@Command(
        name = "run",
        description = {
            "Runs an experiment and writes its board.",
            "What has a valid record is not run again, so the same command goes on after an interruption; failed trials are tried again."
        },
        footerHeading = "%n",
        footer = {
            "The output folder receives plan.json, trials/<id>/record.json, curve.jsonl, checkpoint.bin and worker.log, and board.{json,csv,md}.",
            "$SUITE_WORKER_JAVA_OPTS holds further options for the workers' JVMs, such as -Xmx8g."
        })
final class RunCommand implements Callable<Integer> {
    private static final double CHECKPOINT_SECONDS = 60;

    private final Printer printer;

    @Mixin
    private final ExperimentOptions experiment = new ExperimentOptions();

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description = "Trials at a time, each in a process of its own (default: ${DEFAULT-VALUE}).")
    private int workers;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "CPU threads of each worker (default: cores / workers). The same number gives the same bits.")
    private @Nullable Integer threads;

    @Option(
            names = "--trial-timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Time without a sign of life after which a trial counts as hung (default: ${DEFAULT-VALUE}).")
    private int trialTimeout;

    @Option(
            names = "--progress",
            paramLabel = "HOW",
            defaultValue = "auto",
            description = "live, plain, none, or auto (default): live on a terminal, else plain.")
    private Progress.Style progress = Progress.Style.AUTO;

    @Option(
            names = "--sink",
            paramLabel = "KIND=DIR",
            description =
                    "Also shows each trial that ends elsewhere: tensorboard=DIR (event files) or mlflow=DIR (a file store). May be given"
                            + " several times. A sink that fails harms nothing.")
    private List<String> sinks = new ArrayList<>();

    RunCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() throws InterruptedException {
        Check.within("--workers", workers, 1, 1024);
        Check.within("--trial-timeout", trialTimeout, 1, 1_000_000);
        int cores = Runtime.getRuntime().availableProcessors();
        int perWorker = threads == null ? Math.max(1, cores / workers) : threads;
        Check.within("--threads", perWorker, 1, 4096);
        ExperimentOptions.Resolved resolved = experiment.resolve(printer);
        Path data = experiment.dataFolder();
        OutputFolder out = new OutputFolder(experiment.outputFolder());
        Interruption interruption = new Interruption(printer);
        List<TrialSink> chosen = sinks.stream().map(Sinks::parse).toList();
        try (SinkingProgress shown = new SinkingProgress(
                Progress.of(progress, printer), resolved.plan(), out, new Sinks(chosen, printer::say))) {
            ExperimentRun run = new ExperimentRun(out, resolved.plugins(), shown::note);
            ExperimentRun.Result result = run.run(resolved.plan(), resolved.experiment(), data, (plan, todo) -> {
                shown.begin(plan, todo, workers);
                Supervisor supervisor = new Supervisor(
                        WorkerLauncher.standard(workers, out.root(), resolved.plugins()),
                        new Supervisor.Settings(
                                workers,
                                perWorker,
                                data,
                                resolved.device(),
                                Duration.ofSeconds(trialTimeout),
                                CHECKPOINT_SECONDS,
                                resolved.experiment().keep(),
                                facts(workers, perWorker, resolved)),
                        out,
                        shown);
                interruption.watch(supervisor);
                return supervisor;
            });
            shown.writeOthers();
            return end(result, out, shown);
        }
    }

    private static Map<String, String> facts(int workers, int perWorker, ExperimentOptions.Resolved resolved) {
        Map<String, String> facts = new LinkedHashMap<>(Provenance.facts(workers, perWorker));
        facts.put("engine.choice", resolved.engineReason());
        return facts;
    }

    private Integer end(ExperimentRun.Result result, OutputFolder out, Progress shown) {
        Board.Counts counts = result.board().counts();
        shown.note(counts.done() + " of " + counts.planned() + " trials are done"
                + (counts.diverged() > 0 ? ", " + counts.diverged() + " diverged" : "")
                + (counts.failed() > 0 ? ", " + counts.failed() + " failed" : "")
                + (counts.missing() > 0 ? ", " + counts.missing() + " not run yet" : "") + ". The board: "
                + Paths.shortest(out.root().resolve("board.html")) + " for a browser, "
                + Paths.shortest(out.root().resolve("board.md")) + " as text");
        if (!result.complete()) {
            shown.note("Stopped. The same command goes on from here.");
            return ExitCode.INTERRUPTED;
        }
        return counts.done() == counts.planned() ? ExitCode.WELL : ExitCode.TROUBLE;
    }

    /** Ctrl-C: the first asks for an end in good order, the second ends at once. */
    private static final class Interruption {
        private final Printer printer;
        private final AtomicReference<@Nullable Supervisor> supervisor = new AtomicReference<>();
        private final AtomicInteger received = new AtomicInteger();

        Interruption(Printer printer) {
            this.printer = printer;
        }

        void watch(Supervisor watched) {
            supervisor.set(watched);
            Signals.on("INT", this::received);
            Signals.on("TERM", this::received);
        }

        private void received() {
            Supervisor watched = supervisor.get();
            if (received.incrementAndGet() > 1 || watched == null) {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
                return;
            }
            printer.say("Stopping: each trial in hand writes a checkpoint. Once more ends at once.");
            watched.stop();
        }
    }
}
