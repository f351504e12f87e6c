package org.disentangle.core.record;

/**
 * Why a trial is not done.
 *
 * @param phase {@code setup}, {@code training}, {@code scoring} or {@code worker}
 * @param step the last step known to have been begun; -1 outside training
 * @param message for people, one paragraph
 * @param details numbers and digests that help, such as the last finite loss or the digest of a stack trace
 */
public record Failure(Cause cause, String phase, long step, String message, java.util.Map<String, String> details) {
    public Failure {
        details = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(details));
    }

    /** Kinds of failure, so that boards can count them. */
    public enum Cause {
        NOT_FINITE,
        OUT_OF_MEMORY,
        /** The device failed so that its worker could not have done another trial; the next one was given to a fresh worker. */
        DEVICE_LOST,
        /** The worker's process died. */
        CRASH,
        /** No sign of life for longer than allowed. */
        HANG,
        /** Data or settings that the user can mend. */
        INPUT,
        /** A metric changed the encoder. */
        ENCODER_CHANGED,
        ERROR
    }
}
