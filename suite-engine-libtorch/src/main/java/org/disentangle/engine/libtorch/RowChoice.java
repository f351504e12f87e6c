package org.disentangle.engine.libtorch;

import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.Tensor;
import org.disentangle.core.tensor.Shape;

/** Takes whole rows from one of two tensors. LibTorch's own choice looks at every element, ten times slower. */
final class RowChoice {
    private RowChoice() {}

    /** @param overwrites 2 if the third argument becomes the result, else -1 */
    static Kernel kernel(Shape result, int overwrites) {
        long[] sizes = HostTransfer.sizes(result);
        return arguments -> {
            Tensor otherwise = arguments.float32(2);
            Tensor out = overwrites == 2 ? otherwise : otherwise.expand(sizes).clone();
            copyRows(arguments.mask(0).contiguous(), arguments.float32(1).expand(sizes), out);
            return out;
        };
    }

    private static void copyRows(Tensor mask, Tensor chosen, Tensor out) {
        BoolPointer rows = mask.data_ptr_bool();
        long count = mask.numel();
        for (long row = 0; row < count; row++) {
            if (rows.get(row)) {
                out.narrow(0, row, 1).copy_(chosen.narrow(0, row, 1));
            }
        }
    }
}
