package org.disentangle.core.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The vocabulary: everything a program can do. An engine maps each kind to one kernel; {@code
 * Operation.class.getPermittedSubclasses()} lets it prove that none is missing.
 *
 * <p>Binary operations broadcast as NumPy does. Axes are counted from the front. Masks and comparisons are FLOAT32 with 0 and 1.
 */
public sealed interface Operation {

    /** A value given for each run. */
    record Input(String name) implements Operation {}

    /** A trainable parameter. */
    record Parameter(String name) implements Operation {}

    /** A buffer (state without gradient), as it is when the run starts. */
    record Buffer(String name) implements Operation {}

    record Constant(HostTensor value) implements Operation {}

    record Unary(UnaryKind kind) implements Operation {}

    enum UnaryKind {
        NEGATE,
        /** Gradient 0 at 0. */
        ABSOLUTE,
        /** -1, 0 or 1; no gradient. */
        SIGN,
        EXP,
        LOG,
        SQRT,
        SQUARE,
        RECIPROCAL,
        /** Gradient 0 at 0. */
        RELU,
        /** No gradient. */
        FLOOR,
        SIGMOID,
        TANH
    }

    /** {@code x > 0 ? x : slope * x}: the gradient at 0 is the slope. */
    record LeakyRelu(double slope) implements Operation {}

    /** {@code scale * x + offset}. */
    record Affine(double scale, double offset) implements Operation {}

    /** Gradient 1 inside the closed range, 0 outside. */
    record Clamp(double minimum, double maximum) implements Operation {}

    record Binary(BinaryKind kind) implements Operation {}

    enum BinaryKind {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        /** Where both are equal each gets half of the gradient, as in PyTorch. */
        MAXIMUM,
        /** Where both are equal each gets half of the gradient, as in PyTorch. */
        MINIMUM,
        /** 1 where both are equal, else 0; no gradient. Takes INT64 too. */
        EQUAL,
        /** 1 where left &gt; right, else 0; no gradient. Takes INT64 too. */
        GREATER
    }

    /** Inputs mask, a, b: a where the mask is not 0, else b. No gradient to the mask. */
    record Where() implements Operation {}

    record Reduce(ReduceKind kind, List<Integer> axes, boolean keep) implements Operation {
        public Reduce {
            axes = List.copyOf(axes);
        }
    }

    enum ReduceKind {
        SUM,
        MEAN,
        /** With ties the gradient is shared or given to one of them: engines differ. */
        MAX,
        MIN,
        LOG_SUM_EXP
    }

    record Softmax(int axis) implements Operation {}

    record LogSoftmax(int axis) implements Operation {}

    /** Matrix product over the last two axes; leading axes are equal or absent on one side. */
    record MatrixMultiply(boolean transposeLeft, boolean transposeRight) implements Operation {}

    /** Inputs x {@code [n, in]}, weight {@code [out, in]} and, if it has one, bias {@code [out]}. */
    record Linear() implements Operation {}

    /** Inputs x {@code [n, c, h, w]}, weight {@code [out, c, kh, kw]} and, if it has one, bias {@code [out]}. Zero padding. */
    record Convolution2d(int stride, int padding) implements Operation {}

    /**
     * Inputs x {@code [n, c]} or {@code [n, c, h, w]}, scale {@code [c]}, shift {@code [c]}. In training it normalises with the
     * batch's biased variance and then moves the two buffers: {@code running = (1 - momentum) running + momentum batch}, with
     * the unbiased variance, as PyTorch does; else it normalises with the buffers.
     */
    record BatchNorm(boolean training, double momentum, double epsilon, String runningMean, String runningVariance)
            implements Operation {}

    /** Window maximum; padding counts as minus infinity. */
    record MaxPool2d(int kernel, int stride, int padding) implements Operation {}

    /** Inputs x and INT64 indices {@code [m]}: the axis is replaced by the m chosen slices. */
    record Gather(int axis) implements Operation {}

    /** Inputs x and INT64 indices of the same rank: {@code out[i][j] = x[i][index[i][j]]} along the axis. */
    record GatherAlong(int axis) implements Operation {}

    record Reshape(Shape shape) implements Operation {}

    record Permute(List<Integer> axes) implements Operation {
        public Permute {
            axes = List.copyOf(axes);
        }
    }

    record Broadcast(Shape shape) implements Operation {}

    record Concatenate(int axis) implements Operation {}

    record Slice(int axis, int start, int length) implements Operation {}

    record Cast(ElementType type) implements Operation {}

    /** The value, with no gradient flowing back. */
    record StopGradient() implements Operation {}

    /** The parameter's or input's name where the operation has one. */
    default @Nullable String label() {
        if (this instanceof Input input) {
            return input.name();
        }
        if (this instanceof Parameter parameter) {
            return parameter.name();
        }
        return this instanceof Buffer buffer ? buffer.name() : null;
    }
}
