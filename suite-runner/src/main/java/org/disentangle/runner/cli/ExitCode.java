package org.disentangle.runner.cli;

/** What the suite ends with; scripts rely on these. */
final class ExitCode {
    static final int WELL = 0;
    /** The user's input is wrong, or the machine lacks something. */
    static final int USER = 1;
    /** Some trials failed or diverged, but the board is written; or a gate fails. */
    static final int TROUBLE = 2;
    /** The suite's own fault. */
    static final int INTERNAL = 3;
    /** Stopped from outside; the same command goes on from there. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
