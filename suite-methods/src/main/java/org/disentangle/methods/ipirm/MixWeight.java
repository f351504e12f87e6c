package org.disentangle.methods.ipirm;

/** How the share of an image in its mixed view weighs the two targets. */
public enum MixWeight {
    /** The mean share of the anchors weighs their mean costs, as the authors' code has it. */
    MEAN,
    /** Each anchor's share weighs its own costs, as mixup means it. */
    PER_SAMPLE
}
