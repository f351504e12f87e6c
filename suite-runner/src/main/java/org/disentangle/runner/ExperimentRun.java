package org.disentangle.runner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.experiment.DataEntry;
import org.disentangle.runner.experiment.Experiment;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.plugin.Plugins;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.OutputLock;
import org.disentangle.runner.store.RecordState;
import org.disentangle.runner.worker.Supervisor;

/**
 * Carries a plan out: claim the folder, adopt the plan, see what is there, run what is not, write the board.
 */
public final class ExperimentRun {
    private static final long RENEWAL_SECONDS = 20;

    private final OutputFolder out;
    private final Plugins plugins;
    private final Consumer<String> notes;

    /**
     * @param plugins that are loaded
     * @param notes takes lines for people
     */
    public ExperimentRun(OutputFolder out, Plugins plugins, Consumer<String> notes) {
        this.out = out;
        this.plugins = plugins;
        this.notes = notes;
    }

    /**
     * How a run ended.
     *
     * @param complete false if it was stopped
     */
    public record Result(Board board, boolean complete) {}

    /** Makes the supervisor when it is known how many trials there are to run. */
    @FunctionalInterface
    public interface SupervisorFactory {
        Supervisor make(Plan plan, List<PlannedTrial> todo);
    }

    /** @throws UserError if the folder cannot be used, or data are missing */
    public Result run(Plan planned, Experiment experiment, Path data, SupervisorFactory supervisors)
            throws InterruptedException {
        out.expectOurs();
        out.prepare();
        try (OutputLock lock = OutputLock.acquire(out.root(), Clock.systemUTC())) {
            Plan plan = out.adopt(planned);
            List<PlannedTrial> todo = todo(plan);
            boolean complete = true;
            if (!todo.isEmpty()) {
                expectData(experiment, data);
                complete = supervise(lock, supervisors.make(plan, todo), todo);
            }
            return new Result(writeBoard(out, plan, notes), complete);
        }
    }

    private boolean supervise(OutputLock lock, Supervisor supervisor, List<PlannedTrial> todo)
            throws InterruptedException {
        ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(body -> {
            Thread thread = new Thread(body, "lock-renewal");
            thread.setDaemon(true);
            return thread;
        });
        try {
            var unused = renewal.scheduleAtFixedRate(
                    () -> renew(lock, supervisor), RENEWAL_SECONDS, RENEWAL_SECONDS, TimeUnit.SECONDS);
            return supervisor.run(todo);
        } finally {
            renewal.shutdownNow();
        }
    }

    private void renew(OutputLock lock, Supervisor supervisor) {
        try {
            if (lock.isHeld()) {
                lock.renew();
            } else {
                notes.accept("Another runner has taken over " + out.root() + "; stopping.");
                supervisor.stop();
            }
        } catch (UserError e) {
            notes.accept(String.valueOf(e.getMessage()));
        }
    }

    /** Trials without a final record; damaged records are moved out of the way and their trials run again. */
    private List<PlannedTrial> todo(Plan plan) {
        List<PlannedTrial> todo = new ArrayList<>();
        List<TrialRecord> kept = new ArrayList<>();
        for (PlannedTrial trial : plan.trials()) {
            RecordState state = out.record(trial.id());
            if (state instanceof RecordState.Damaged damaged) {
                Path aside = out.setAside(trial.id());
                notes.accept("A damaged record is not used; its trial is run again. " + damaged.reason()
                        + ". It was kept as " + aside.getFileName() + ".");
            }
            if (!state.isFinal()) {
                todo.add(trial);
            } else if (state instanceof RecordState.Present present) {
                kept.add(present.record());
            }
        }
        KeptRecords.notes(kept, plugins).forEach(notes);
        return todo;
    }

    /**
     * Opens what comes from files once, so that a damaged file is told once and not by every trial.
     *
     * @throws UserError that names every file that is missing, or the first that is damaged
     */
    private static void expectData(Experiment experiment, Path data) {
        expectFiles(experiment, data);
        for (DataEntry entry : experiment.data()) {
            if (!entry.data().files().isEmpty()) {
                entry.data().open(data);
            }
        }
    }

    private static void expectFiles(Experiment experiment, Path data) {
        TreeSet<String> missing = new TreeSet<>();
        for (DataEntry entry : experiment.data()) {
            for (DataSetFamily.RequiredFile file : entry.data().files()) {
                if (file.paths().stream().noneMatch(path -> Files.isReadable(data.resolve(path)))) {
                    missing.add(file.paths().get(0) + " (" + file.what() + ")");
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new UserError(
                    "Under " + data + " these files are missing or unreadable: " + String.join(", ", missing)
                            + ". Bring them there with 'suite data import FOLDER', or name their folder with --data or $SUITE_DATA.");
        }
    }

    /** The valid records of a plan; damaged ones are reported and left out. */
    public static Map<String, TrialRecord> records(OutputFolder out, Plan plan, Consumer<String> notes) {
        Map<String, TrialRecord> records = new LinkedHashMap<>();
        for (PlannedTrial trial : plan.trials()) {
            RecordState state = out.record(trial.id());
            if (state instanceof RecordState.Present present) {
                records.put(trial.id(), present.record());
            } else if (state instanceof RecordState.Damaged damaged) {
                notes.accept("A damaged record is not used: " + damaged.reason());
            }
        }
        return records;
    }

    /** Makes the board of what is there and writes it in all its forms. */
    public static Board writeBoard(OutputFolder out, Plan plan, Consumer<String> notes) {
        BoardFiles files = BoardFiles.of(plan, records(out, plan, notes), new FolderFiles(out));
        files.texts().forEach(out::save);
        return files.board();
    }
}
