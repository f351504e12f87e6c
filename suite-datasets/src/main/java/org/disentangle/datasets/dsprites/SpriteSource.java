package org.disentangle.datasets.dsprites;

/** Where the pictures of the sprites come from. */
public enum SpriteSource {
    /** Drawn anew: no file is needed. */
    GENERATED,
    /** The published file in the data folder, or a part of it. */
    FILE
}
