package org.disentangle.runner.trial;

/** A trial that was asked to stop and left a checkpoint; no record is written. */
public final class TrialInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TrialInterruptedException(long step) {
        super("Stopped after step " + step + "; a later run goes on from there");
    }
}
