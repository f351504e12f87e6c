package org.disentangle.runner.experiment;

/** What a trial can leave beside its record on request. */
public enum Kept {
    /** The codes that were scored, with the factors of their rows: {@code suite score} makes other scores of them. */
    CODES,
    /** The parameters and buffers of the frozen model: {@code suite encoder} makes files for others of them. */
    MODEL
}
