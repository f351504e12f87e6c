package org.disentangle.methods.burns;

/** The set of j in Burns et al. 2021, eq. 5: whose other sub-embedding a sub-embedding is held against. */
public enum Partners {
    /** The row itself and the other view of its pair, as the paper's text says. */
    SELF_AND_POSITIVE,
    /** Every row of the batch, as the equation alone could be read. */
    ALL
}
