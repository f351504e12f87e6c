package org.disentangle.core.network;

import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/** A small convolutional net: per width a 3x3 convolution with stride 2, batch norm and ReLU. Each layer halves the map. */
public final class ConvEncoder implements Encoder<ConvOptions> {

    @Override
    public String name() {
        return "conv";
    }

    @Override
    public String summary() {
        return "Small convolutional net: 3x3 convolutions with stride 2, batch norm, ReLU";
    }

    @Override
    public ConvOptions defaults() {
        return ConvOptions.DEFAULT;
    }

    @Override
    public int dimension(ConvOptions options) {
        return options.widths().get(options.widths().size() - 1);
    }

    @Override
    public void check(ConvOptions options, Shape sample) {
        int layers = options.widths().size();
        Images.check(
                name(), sample, 1 << layers, "'widths' has " + layers + " layers, each of which halves it; use fewer");
    }

    @Override
    public Tensor encode(ConvOptions options, Tensor x, Mode mode) {
        ProgramBuilder builder = x.builder();
        Tensor map = x;
        for (int i = 0; i < options.widths().size(); i++) {
            Tensor input = map;
            int width = options.widths().get(i);
            map = builder.within("layer" + i, () -> Images.convolution(input, width, 3, 2, mode, 1)
                    .relu());
        }
        Tensor pooled = pool(options, map);
        return options.outputNorm()
                ? builder.batchNorm("output_norm", pooled, mode, Heads.BATCH_NORM_MOMENTUM, Heads.BATCH_NORM_EPSILON, 1)
                : pooled;
    }

    private Tensor pool(ConvOptions options, Tensor map) {
        if (options.pooling() == ConvOptions.Pooling.MEAN) {
            return map.mean(2, 3);
        }
        Tensor flat = map.reshape(map.size(0), map.shape().elements() / map.size(0));
        return map.builder().linear("output", flat, dimension(options), true);
    }
}
