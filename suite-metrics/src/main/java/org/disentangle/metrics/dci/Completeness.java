package org.disentangle.metrics.dci;

/** How the completeness of factors becomes one number. With importances that sum to 1 for every factor both are the same. */
public enum Completeness {
    /** By each factor's part of all importance, as disentanglement_lib does. */
    WEIGHTED,
    /** All factors alike, as Eastwood and Williams (2018) do. */
    PLAIN
}
