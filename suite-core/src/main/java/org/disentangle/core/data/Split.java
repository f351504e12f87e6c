package org.disentangle.core.data;

/** The named parts of a data set. No sample source is in both. */
public enum Split {
    TRAIN,
    TEST;

    /** Lower-case, as users write it. */
    public String label() {
        return this == TRAIN ? "train" : "test";
    }
}
