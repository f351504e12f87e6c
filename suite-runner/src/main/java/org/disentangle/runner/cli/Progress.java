package org.disentangle.runner.cli;

import java.util.List;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.worker.RunListener;

/** Shows people how a run goes. */
interface Progress extends RunListener, AutoCloseable {

    /** How it is shown. */
    enum Style {
        AUTO,
        LIVE,
        PLAIN,
        NONE
    }

    static Progress of(Style style, Printer printer) {
        return switch (style) {
            case AUTO -> Terminal.isLive() ? new LiveProgress(printer) : new PlainProgress(printer);
            case LIVE -> new LiveProgress(printer);
            case PLAIN -> new PlainProgress(printer);
            case NONE -> new SilentProgress(printer);
        };
    }

    /** @param todo the trials that will be run */
    default void begin(Plan plan, List<Plan.PlannedTrial> todo, int workers) {}

    /** A line that stays. */
    void note(String line);

    @Override
    void close();
}
