package org.disentangle.engine.libtorch;

import org.bytedeco.pytorch.Tensor;

/**
 * What one node does. A kernel that was told to overwrite an argument returns that argument's tensor; any other returns a tensor
 * of its own, never an argument itself.
 */
@FunctionalInterface
interface Kernel {
    Tensor apply(Arguments arguments);
}
