package org.disentangle.engine.libtorch;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.disentangle.core.tensor.Operation;
import org.jspecify.annotations.Nullable;

/** Kernels of products and layers. */
final class LayerKernels {
    private static final long[] NO_DILATION = {1, 1};

    private LayerKernels() {}

    /** @param low whether a layer runs in bfloat16 */
    static @Nullable Kernel of(Operation operation, Form first, boolean low, Buffers buffers) {
        if (operation instanceof Operation.MatrixMultiply multiply) {
            return arguments -> side(arguments.float32(0), multiply.transposeLeft())
                    .matmul(side(arguments.float32(1), multiply.transposeRight()));
        } else if (operation instanceof Operation.Linear) {
            return arguments ->
                    torch.linear(operand(arguments, 0, low), operand(arguments, 1, low), bias(arguments, low));
        } else if (operation instanceof Operation.Convolution2d convolution) {
            return convolution(convolution, low);
        } else if (operation instanceof Operation.BatchNorm norm) {
            return batchNorm(norm, first, buffers);
        } else if (operation instanceof Operation.MaxPool2d pool) {
            return pool(pool, first);
        }
        return null;
    }

    private static Kernel convolution(Operation.Convolution2d convolution, boolean low) {
        long[] stride = {convolution.stride(), convolution.stride()};
        long[] padding = {convolution.padding(), convolution.padding()};
        return arguments -> torch.conv2d(
                operand(arguments, 0, low),
                operand(arguments, 1, low),
                bias(arguments, low),
                stride,
                padding,
                NO_DILATION,
                1);
    }

    private static Kernel batchNorm(Operation.BatchNorm norm, Form first, Buffers buffers) {
        Tensor mean = buffers.buffer(norm.runningMean());
        Tensor variance = buffers.buffer(norm.runningVariance());
        return arguments -> torch.batch_norm(
                held(arguments, first),
                new TensorOptional(arguments.float32(1)),
                new TensorOptional(arguments.float32(2)),
                statistics(norm, mean),
                statistics(norm, variance),
                norm.training(),
                norm.momentum(),
                norm.epsilon(),
                true);
    }

    /**
     * What training moves; else a copy, since the backward pass reads it again, and does not notice that a norm in training has moved it
     * meanwhile.
     */
    private static TensorOptional statistics(Operation.BatchNorm norm, Tensor running) {
        return new TensorOptional(norm.training() ? running : running.clone());
    }

    private static Kernel pool(Operation.MaxPool2d pool, Form first) {
        long[] kernel = {pool.kernel(), pool.kernel()};
        long[] stride = {pool.stride(), pool.stride()};
        long[] padding = {pool.padding(), pool.padding()};
        return arguments -> torch.max_pool2d(held(arguments, first), kernel, stride, padding, NO_DILATION, false);
    }

    private static Tensor side(Tensor matrices, boolean transposed) {
        return transposed ? matrices.transpose(-2, -1) : matrices;
    }

    private static TensorOptional bias(Arguments arguments, boolean low) {
        return arguments.count() == 3 ? new TensorOptional(operand(arguments, 2, low)) : new TensorOptional();
    }

    private static Tensor operand(Arguments arguments, int position, boolean low) {
        return low ? arguments.low(position) : arguments.float32(position);
    }

    private static Tensor held(Arguments arguments, Form first) {
        return first == Form.LOW ? arguments.raw(0) : arguments.float32(0);
    }
}
