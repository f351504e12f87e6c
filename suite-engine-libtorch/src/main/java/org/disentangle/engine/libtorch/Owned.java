package org.disentangle.engine.libtorch;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Native references that outlive the pointer scope in which they were made. */
final class Owned {
    private Owned() {}

    /** The same tensor, with one more reference to be given back by {@link #release}. */
    static Tensor keep(Tensor tensor) {
        tensor.retainReference();
        return tensor;
    }

    static void release(@Nullable Tensor tensor) {
        if (tensor != null) {
            tensor.close();
        }
    }
}
