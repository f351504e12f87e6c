package org.disentangle.core.network;

import java.util.List;
import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/** A multi-layer perceptron; images are flattened. The last layer is linear, so r is not confined to positive values. */
public final class MlpEncoder implements Encoder<MlpOptions> {

    @Override
    public String name() {
        return "mlp";
    }

    @Override
    public String summary() {
        return "Multi-layer perceptron; images are flattened";
    }

    @Override
    public MlpOptions defaults() {
        return MlpOptions.DEFAULT;
    }

    @Override
    public int dimension(MlpOptions options) {
        return options.widths().get(options.widths().size() - 1);
    }

    @Override
    public void check(MlpOptions options, Shape sample) {}

    @Override
    public Tensor encode(MlpOptions options, Tensor x, Mode mode) {
        int rows = x.size(0);
        Tensor value = x.shape().rank() == 2 ? x : x.reshape(rows, x.shape().elements() / rows);
        List<Integer> widths = options.widths();
        ProgramBuilder builder = x.builder();
        for (int i = 0; i < widths.size() - 1; i++) {
            value = hidden(options, builder, "layer" + i, value, widths.get(i), mode);
        }
        return builder.linear("output", value, dimension(options), true);
    }

    private static Tensor hidden(
            MlpOptions options, ProgramBuilder builder, String name, Tensor x, int width, Mode mode) {
        Tensor linear = builder.linear(name, x, width, !options.batchNorm());
        Tensor normalized = options.batchNorm()
                ? builder.within(
                        name,
                        () -> builder.batchNorm(
                                "norm", linear, mode, Heads.BATCH_NORM_MOMENTUM, Heads.BATCH_NORM_EPSILON, 1))
                : linear;
        return options.slope() == 0 ? normalized.relu() : normalized.leakyRelu(options.slope());
    }
}
