package org.disentangle.engine.libtorch;

import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.disentangle.core.tensor.Operation;
import org.jspecify.annotations.Nullable;

/** Kernels that look along axes. */
final class ReductionKernels {
    private ReductionKernels() {}

    static @Nullable Kernel of(Operation operation, Form first) {
        if (operation instanceof Operation.Reduce reduce) {
            return reduce(reduce, first);
        } else if (operation instanceof Operation.Softmax softmax) {
            return arguments -> arguments.float32(0).softmax(softmax.axis());
        } else if (operation instanceof Operation.LogSoftmax softmax) {
            return arguments -> arguments.float32(0).log_softmax(softmax.axis());
        }
        return null;
    }

    private static Kernel reduce(Operation.Reduce reduce, Form first) {
        if (reduce.axes().isEmpty()) {
            // LibTorch takes no axes for all axes; a scalar has none and stays as it is.
            return arguments -> arguments.float32(0).alias();
        }
        long[] axes = reduce.axes().stream().mapToLong(Integer::longValue).toArray();
        boolean keep = reduce.keep();
        ScalarTypeOptional type =
                first == Form.FLOAT ? new ScalarTypeOptional() : new ScalarTypeOptional(ScalarType.Float);
        return switch (reduce.kind()) {
            case SUM -> arguments -> arguments.raw(0).sum(axes, keep, type);
            case MEAN -> arguments -> arguments.raw(0).mean(axes, keep, type);
            case MAX -> arguments -> arguments.float32(0).amax(axes, keep);
            case MIN -> arguments -> arguments.float32(0).amin(axes, keep);
            case LOG_SUM_EXP -> arguments -> arguments.float32(0).logsumexp(axes, keep);
        };
    }
}
