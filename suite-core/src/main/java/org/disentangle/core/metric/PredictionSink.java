package org.disentangle.core.metric;

/** Takes what a probe predicted for the test rows, to be kept beside the record: whoever doubts a score can count it again. */
@FunctionalInterface
public interface PredictionSink {
    /** Keeps nothing. */
    PredictionSink NONE = (metric, block, factor, predicted) -> {};

    /** @param predicted {@code [test rows]}, values of the factor in the order of the test labels; not changed afterwards */
    void accept(String metric, String block, String factor, int[] predicted);
}
