package org.disentangle.core.engine;

/** In what precision convolutions and matrix products run. Parameters, optimiser state, losses and statistics stay in 32 bits. */
public enum Precision {
    /** BF16 on a GPU that has it, FP32 elsewhere. */
    AUTO,
    FP32,
    /** Products in bfloat16 with 32-bit sums. */
    BF16
}
