package org.disentangle.datasets.mniststl10;

/** Which images are for training. */
public enum SplitPolicy {
    /** The published splits of MNIST and STL-10. */
    OFFICIAL,
    /**
     * The published training set followed by the test set, in file order; the first 90 % are for training. So Burns et al. 2021
     * split, but in the order of TFDS's shards, which cannot be rebuilt. Most published test images are then for training.
     */
    AUTHORS_90_10
}
