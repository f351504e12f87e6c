package org.disentangle.engine.libtorch;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Operation;
import org.jspecify.annotations.Nullable;

/** Kernels that move numbers about. */
final class FormKernels {
    private FormKernels() {}

    static @Nullable Kernel of(Node node, Form result, Form first) {
        Operation operation = node.operation();
        if (operation instanceof Operation.Gather gather) {
            return arguments -> arguments.raw(0).index_select(gather.axis(), arguments.raw(1));
        } else if (operation instanceof Operation.GatherAlong gather) {
            return arguments -> arguments.raw(0).gather(gather.axis(), arguments.raw(1));
        } else if (operation instanceof Operation.Reshape reshape) {
            long[] sizes = HostTransfer.sizes(reshape.shape());
            return arguments -> arguments.raw(0).reshape(sizes);
        } else if (operation instanceof Operation.Permute permute) {
            long[] axes = permute.axes().stream().mapToLong(Integer::longValue).toArray();
            return arguments -> arguments.raw(0).permute(axes);
        } else if (operation instanceof Operation.Broadcast broadcast) {
            long[] sizes = HostTransfer.sizes(broadcast.shape());
            return arguments -> arguments.raw(0).expand(sizes);
        } else if (operation instanceof Operation.Concatenate concatenate) {
            return concatenate(concatenate.axis(), result);
        } else if (operation instanceof Operation.Slice slice) {
            return arguments -> arguments.raw(0).narrow(slice.axis(), slice.start(), slice.length());
        } else if (operation instanceof Operation.Cast cast) {
            ScalarType type = HostTransfer.scalarType(cast.type());
            return first == result
                    ? arguments -> arguments.raw(0).alias()
                    : arguments -> arguments.raw(0).to(type);
        } else if (operation instanceof Operation.StopGradient) {
            return arguments -> arguments.raw(0).detach();
        }
        return null;
    }

    private static Kernel concatenate(int axis, Form result) {
        return arguments -> {
            Tensor[] parts = new Tensor[arguments.count()];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = result == Form.FLOAT ? arguments.float32(i) : arguments.raw(i);
            }
            return torch.cat(new TensorVector(parts), axis);
        };
    }
}
