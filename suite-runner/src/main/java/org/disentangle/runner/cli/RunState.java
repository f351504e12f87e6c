package org.disentangle.runner.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.disentangle.core.metric.Score;
import org.disentangle.core.record.Failure;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.experiment.Settings;
import org.disentangle.runner.worker.WorkerEvent;
import org.jspecify.annotations.Nullable;

/** What is going on, as lines for people. Used under the lock of who shows it. */
final class RunState {
    private final List<Slot> slots = new ArrayList<>();
    private final long began = System.nanoTime();
    private List<PlannedTrial> todo = List.of();
    private int total;
    private int before;
    private int finished;

    /** What one worker does. */
    private static final class Slot {
        @Nullable
        PlannedTrial trial;

        long since;
        long trainingSince;
        long firstStep = -1;
        String doing = "";
    }

    void begin(Plan plan, List<PlannedTrial> trials, int workers) {
        todo = trials;
        total = plan.trials().size();
        before = total - trials.size();
        for (int i = 0; i < workers; i++) {
            slots.add(new Slot());
        }
    }

    void started(int worker, PlannedTrial trial) {
        Slot slot = slots.get(worker);
        slot.trial = trial;
        slot.since = System.nanoTime();
        slot.firstStep = -1;
        slot.doing = "starting";
    }

    void phase(int worker, String phase) {
        slots.get(worker).doing = phase;
    }

    void scoring(int worker, String what) {
        slots.get(worker).doing = "scoring " + what;
    }

    void step(int worker, WorkerEvent.Step step) {
        Slot slot = slots.get(worker);
        long now = System.nanoTime();
        if (slot.firstStep < 0) {
            slot.firstStep = step.step();
            slot.trainingSince = now;
        }
        double elapsed = (now - slot.trainingSince) / 1e9;
        long made = step.step() - slot.firstStep;
        String left = made < 1 ? "" : ", " + duration(elapsed / made * (step.steps() - step.step())) + " left";
        slot.doing = String.format(
                Locale.ROOT,
                "step %d of %d, loss %s, %.0f views/s%s",
                step.step(),
                step.steps(),
                Double.isFinite(step.loss()) ? String.format(Locale.ROOT, "%.4g", step.loss()) : "not finite",
                Math.max(0, Double.isFinite(step.viewsPerSecond()) ? step.viewsPerSecond() : 0),
                left);
    }

    void idle(int worker) {
        slots.get(worker).trial = null;
    }

    /** @return the line to keep */
    String finished(int worker, PlannedTrial trial, TrialRecord record) {
        finished++;
        double seconds = (System.nanoTime() - slots.get(worker).since) / 1e9;
        idle(worker);
        return "[" + (before + finished) + "/" + total + "] " + name(trial) + ": " + outcome(record) + " ("
                + duration(seconds) + ")";
    }

    private static String outcome(TrialRecord record) {
        Failure failure = record.failure();
        if (failure == null) {
            return "done" + summary(record);
        }
        String where = failure.step() >= 0 ? " at step " + failure.step() : " in " + failure.phase();
        return record.status().name().toLowerCase(Locale.ROOT) + where + ": " + failure.message();
    }

    /** The probe's accuracies on the last whole, which is z where there are heads. */
    private static String summary(TrialRecord record) {
        String whole = record.scores().stream().anyMatch(score -> score.block().equals("z")) ? "z" : "r";
        StringBuilder text = new StringBuilder();
        for (Score score : record.scores()) {
            if (score.metric().equals("linear-probe") && score.block().equals(whole)) {
                text.append(text.isEmpty() ? ", " + whole + ":" : ",")
                        .append(String.format(Locale.ROOT, " %s %.1f %%", score.factor(), 100 * score.value()));
            }
        }
        return text.toString();
    }

    static String name(PlannedTrial trial) {
        return Settings.label(trial.method(), trial.settings()) + " " + trial.seedText() + " on " + trial.data();
    }

    /** One line per worker that is at work. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            if (slot.trial != null) {
                lines.add("worker " + (i + 1) + ": " + name(slot.trial) + ", " + slot.doing);
            }
        }
        return lines;
    }

    String overall() {
        double elapsed = (System.nanoTime() - began) / 1e9;
        String left =
                finished == 0 ? "" : ", about " + duration(elapsed / finished * (todo.size() - finished)) + " left";
        return (before + finished) + " of " + total + " trials, " + duration(elapsed) + left;
    }

    static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 100) {
            return whole + " s";
        }
        if (whole < 6000) {
            return whole / 60 + " min " + whole % 60 + " s";
        }
        return whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
}
