package org.disentangle.methods.contrastive;

/** What joint labels do in the contrastive loss. Burns et al. do not say it literally; the first is the likeliest reading. */
public enum LabelUse {
    /** Every other row with the same joint label is a positive, summed outside the logarithm (Khosla et al. 2020, eq. 2). */
    JOINT_SUPCON,
    /** The other view of the pair is the only positive; other rows with the same joint label are left out of the denominator. */
    JOINT_EXCLUDE,
    /** The other view of the pair is the only positive and every other row a negative (Chen et al. 2020); labels are not used. */
    PAIR_ONLY
}
