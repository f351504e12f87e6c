package org.disentangle.runner.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.worker.WorkerEvent;

/** Progress on a terminal: lines that stay above, and below them one per worker that is written anew a few times a second. */
final class LiveProgress implements Progress {
    private static final long REFRESH_MILLIS = 250;
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    private static final String CLEAR_BELOW = "\r\u001b[J";

    private final Printer printer;
    private final RunState state = new RunState();
    private final ScheduledExecutorService refresh = Executors.newSingleThreadScheduledExecutor(body -> {
        Thread thread = new Thread(body, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private int drawn;
    private boolean running;

    LiveProgress(Printer printer) {
        this.printer = printer;
    }

    @Override
    public synchronized void begin(Plan plan, List<PlannedTrial> todo, int workers) {
        state.begin(plan, todo, workers);
        printer.say(plan.title() + ": " + todo.size() + " of " + plan.trials().size() + " trials to run.");
        running = true;
        var unused = refresh.scheduleAtFixedRate(this::redraw, REFRESH_MILLIS, REFRESH_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void redraw() {
        if (running) {
            draw(List.of());
        }
    }

    /** Replaces what was drawn last by lines that stay and the lines of now. */
    private void draw(List<String> staying) {
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append("\u001b[").append(drawn).append('A');
        }
        text.append(CLEAR_BELOW);
        staying.forEach(line -> text.append(line).append('\n'));
        List<String> lines = new ArrayList<>();
        if (running) {
            lines.add(state.overall());
            state.lines().forEach(line -> lines.add("  " + line));
        }
        text.append(NO_WRAP);
        lines.forEach(line -> text.append(line).append('\n'));
        text.append(WRAP);
        drawn = lines.size();
        printer.people().print(text);
        printer.people().flush();
    }

    @Override
    public synchronized void note(String line) {
        draw(List.of(line));
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
    }

    @Override
    public synchronized void scoring(int worker, PlannedTrial trial, String what) {
        state.scoring(worker, what);
    }

    @Override
    public synchronized void finished(int worker, PlannedTrial trial, TrialRecord record) {
        draw(List.of(state.finished(worker, trial, record)));
    }

    @Override
    public synchronized void interrupted(int worker, PlannedTrial trial) {
        state.idle(worker);
        draw(List.of(RunState.name(trial) + ": stopped"));
    }

    @Override
    public synchronized void close() {
        refresh.shutdownNow();
        running = false;
        draw(List.of());
    }
}
