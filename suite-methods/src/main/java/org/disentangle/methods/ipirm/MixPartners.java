package org.disentangle.methods.ipirm;

/** Where an image's partner in its mixed view comes from. */
public enum MixPartners {
    /** The whole batch. */
    BATCH,
    /** The image's environment of the newest partition. */
    ENVIRONMENT
}
