package org.disentangle.engine.libtorch;

import org.bytedeco.pytorch.Tensor;

/** Where kernels find the buffers that they read and move. */
@FunctionalInterface
interface Buffers {
    Tensor buffer(String name);
}
