package org.disentangle.datasets.coloredmnist;

/** Where the digits come from. */
public enum DigitSource {
    /** MNIST's four files in the data folder. */
    MNIST,
    /** The suite's own drawn digits, which need no files. */
    DRAWN
}
