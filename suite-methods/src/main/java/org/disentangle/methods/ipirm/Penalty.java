package org.disentangle.methods.ipirm;

/** What the dummy scale of the IRM penalty is; the paper's figures and its code differ. */
public enum Penalty {
    /** One scale for each column of the logits, as in the authors' code. A column depends on the order of the batch. */
    PER_COLUMN,
    /** One scale for all logits, as in the paper's figures. */
    SCALAR
}
