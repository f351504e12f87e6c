package org.disentangle.core.tensor;

/** What a tensor's elements are. Engines may compute FLOAT32 operations in a lower precision when a session asks for it. */
public enum ElementType {
    FLOAT32,
    /** Indices and labels. */
    INT64,
    /** Pools of images, 0..255. */
    UINT8
}
