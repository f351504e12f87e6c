package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.datasets.library.DataLocation;
import org.disentangle.runner.Provenance;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.plugin.Plugins;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.RecordState;
import org.disentangle.runner.worker.Supervisor;
import org.disentangle.runner.worker.WorkerLauncher;
import org.jspecify.annotations.Nullable;

/** Runs trials a second time, with the threads and on the device of their records. */
final class Reruns {
    private static final Duration TRIAL_TIMEOUT = Duration.ofMinutes(10);
    private static final double CHECKPOINT_SECONDS = 1e9;

    private final Plan plan;
    private final OutputFolder into;
    private final @Nullable Path data;
    private final Plugins plugins;
    private final Printer printer;

    /**
     * @param into where the new records go; a prepared folder
     * @param data the folder of data sets, null for the usual one
     */
    Reruns(Plan plan, OutputFolder into, @Nullable Path data, Plugins plugins, Printer printer) {
        this.plan = plan;
        this.into = into;
        this.data = data;
        this.plugins = plugins;
        this.printer = printer;
    }

    /**
     * @param records of the first runs, by trial id
     * @param each takes the second record of each trial
     */
    void run(List<PlannedTrial> trials, Map<String, TrialRecord> records, BiConsumer<PlannedTrial, TrialRecord> each)
            throws InterruptedException {
        try (Progress shown = Progress.of(Progress.Style.AUTO, printer)) {
            shown.begin(plan, trials, 1);
            for (PlannedTrial trial : trials) {
                Map<String, String> facts =
                        Objects.requireNonNull(records.get(trial.id())).environment();
                int threads = Integer.parseInt(facts.getOrDefault("threads", "1"));
                Supervisor supervisor = new Supervisor(
                        WorkerLauncher.standard(1, into.root(), plugins),
                        new Supervisor.Settings(
                                1,
                                threads,
                                DataLocation.find(data)
                                        .folder()
                                        .toAbsolutePath()
                                        .normalize(),
                                facts.getOrDefault("device", "auto"),
                                TRIAL_TIMEOUT,
                                CHECKPOINT_SECONDS,
                                List.of(),
                                Provenance.facts(1, threads)),
                        into,
                        shown);
                supervisor.run(List.of(trial));
                if (into.record(trial.id()) instanceof RecordState.Present present) {
                    each.accept(trial, present.record());
                }
            }
        }
    }
}
