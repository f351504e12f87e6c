package org.disentangle.core.metric;

/** Takes what a metric finds besides its scores, to be kept beside the record: whoever doubts a score can count it again. */
public interface Findings {
    /** Keeps nothing. */
    Findings NONE = new Findings() {
        @Override
        public void predicted(String metric, String block, String factor, int[] predicted) {
            // not kept
        }

        @Override
        public void matrix(ScoreMatrix matrix) {
            // not kept
        }

        @Override
        public void undefined(Undefined undefined) {
            // not kept
        }
    };

    /**
     * What a probe predicted.
     *
     * @param predicted {@code [test rows]}, values of the factor in the order of the test labels; not changed afterwards
     */
    void predicted(String metric, String block, String factor, int[] predicted);

    /** The numbers that scores were made of, such as importances or mutual information. */
    void matrix(ScoreMatrix matrix);

    /** Says why a score that one would look for is not there. */
    void undefined(Undefined undefined);
}
