package org.disentangle.core.record;

/** How a trial ended. */
public enum TrialStatus {
    DONE,
    /** The loss or a gradient stopped being finite. Deterministic on a CPU, so it is not tried again. */
    DIVERGED,
    /** Anything else; tried again by the next run. */
    FAILED
}
