package org.disentangle.benchmarks;

import org.disentangle.core.network.ResnetEncoder;
import org.disentangle.core.network.ResnetOptions;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/** Nets whose training steps are timed, on images of 64x64; each ends in 16 numbers whose mean square is the loss. */
public enum BenchmarkNetwork {
    /** Four 3x3 convolutions of stride 2 (3 → 32 → 64 → 128 → 256) with batch norm and ReLU, and the mean of all places; 128 images. */
    CONV(128) {
        @Override
        Tensor encode(Tensor images) {
            return convolutions(images, true, true);
        }
    },

    /** The same without ReLU: what is missing from its time is that of ReLU. */
    CONV_NORM(128) {
        @Override
        Tensor encode(Tensor images) {
            return convolutions(images, true, false);
        }
    },

    /** The same without batch norm either. */
    CONV_ALONE(128) {
        @Override
        Tensor encode(Tensor images) {
            return convolutions(images, false, false);
        }
    },

    /** ResNet-18 with a stem for small images; 32 images. */
    RESNET18(32) {
        @Override
        Tensor encode(Tensor images) {
            return new ResnetEncoder().encode(ResnetOptions.DEFAULT, images, Mode.TRAINING);
        }
    };

    static final int SIDE = 64;
    static final int OUTPUTS = 16;
    static final int[] WIDTHS = {32, 64, 128, 256};
    static final double RATE = 0.01;
    static final double MOMENTUM = 0.9;

    private final int batch;

    BenchmarkNetwork(int batch) {
        this.batch = batch;
    }

    int batch() {
        return batch;
    }

    /** Images as {@code [batch, 3, 64, 64]} to {@code [batch, dim]}. */
    abstract Tensor encode(Tensor images);

    /** Input {@code images}, output {@code loss}. */
    Program program() {
        ProgramBuilder builder = new ProgramBuilder(name() + " step");
        Tensor images = builder.input("images", ElementType.FLOAT32, Shape.of(batch, 3, SIDE, SIDE));
        Tensor z = builder.linear("linear", encode(images), OUTPUTS, true);
        builder.output("loss", z.square().mean());
        return builder.build();
    }

    private static Tensor convolutions(Tensor images, boolean norm, boolean relu) {
        ProgramBuilder builder = images.builder();
        Tensor x = images;
        for (int i = 0; i < WIDTHS.length; i++) {
            x = builder.convolution("conv" + i, x, WIDTHS[i], 3, 2, 1);
            x = norm ? builder.batchNorm("norm" + i, x, Mode.TRAINING, 0.1, 1e-5, 1) : x;
            x = relu ? x.relu() : x;
        }
        return x.reduceKeeping(ReduceKind.MEAN, 2, 3).reshape(images.size(0), WIDTHS[WIDTHS.length - 1]);
    }
}
