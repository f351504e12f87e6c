package org.disentangle.methods.invariance;

/** Which views a step sees of each image. */
public enum Pairs {
    /** One query and M + 1 keys, one per space. */
    STANDARD,
    /** One pair, of one type; the types take turns over the batch, and each pair's type is told to the loss. */
    EFFICIENT
}
