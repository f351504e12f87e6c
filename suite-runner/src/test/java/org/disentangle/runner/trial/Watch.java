package org.disentangle.runner.trial;

/** Asks the trial to stop after a step, if one is given. */
final class Watch implements TrialProgress {
    private final long stopAfter;
    private long step;

    Watch() {
        this(Long.MAX_VALUE);
    }

    Watch(long stopAfter) {
        this.stopAfter = stopAfter;
    }

    @Override
    public void phase(String phase) {}

    @Override
    public void step(long finished, long steps, double loss, double viewsPerSecond) {
        step = finished;
    }

    @Override
    public void scoring(String what) {}

    @Override
    public boolean stopRequested() {
        return step >= stopAfter;
    }
}
