package org.disentangle.engine.libtorch;

/** How a node's numbers are held natively. FLOAT32 nodes may be held in three ways. */
enum Form {
    FLOAT,
    /** bfloat16, between layers of a session in BF16. */
    LOW,
    /** Booleans: the result of a comparison that nobody has asked for as numbers. */
    MASK,
    LONG,
    BYTE
}
