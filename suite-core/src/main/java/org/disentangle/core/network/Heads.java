package org.disentangle.core.network;

import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Tensor;

/** Multi-layer perceptrons upon a representation. */
public final class Heads {
    /** As in PyTorch. */
    static final double BATCH_NORM_MOMENTUM = 0.1;

    /** As in PyTorch. */
    static final double BATCH_NORM_EPSILON = 1e-5;

    private Heads() {}

    /**
     * Applies a head. Its parameters are named {@code head/<name>/hidden<i>/...} and {@code head/<name>/output/...}.
     *
     * @param x {@code [n, in]}
     * @return {@code [n, output]}
     */
    public static Tensor apply(String name, HeadOptions layers, Tensor x, Mode mode) {
        ProgramBuilder builder = x.builder();
        return builder.within(
                "head",
                () -> builder.within(name, () -> {
                    Tensor value = x;
                    for (int i = 0; i < layers.hidden().size(); i++) {
                        int width = layers.hidden().get(i);
                        value = hidden("hidden" + i, layers, value, width, mode);
                    }
                    return builder.linear("output", value, layers.output(), layers.outputBias());
                }));
    }

    private static Tensor hidden(String name, HeadOptions layers, Tensor x, int width, Mode mode) {
        ProgramBuilder builder = x.builder();
        Tensor linear = builder.linear(name, x, width, layers.hiddenBias());
        Tensor normalized = layers.batchNorm()
                ? builder.within(
                        name, () -> builder.batchNorm("norm", linear, mode, BATCH_NORM_MOMENTUM, BATCH_NORM_EPSILON, 1))
                : linear;
        return normalized.relu();
    }
}
