package org.disentangle.core.tensor;

/** Whether a program is built for training (batch statistics, gradients) or for a frozen model. */
public enum Mode {
    TRAINING,
    EVALUATION
}
