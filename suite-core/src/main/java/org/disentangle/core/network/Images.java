package org.disentangle.core.network;

import org.disentangle.core.UserError;
import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/** What encoders of images share. */
final class Images {
    private Images() {}

    /**
     * A convolution without bias that keeps the size but for its stride, and batch norm: parameters {@code conv/weight}, {@code
     * norm/scale}, {@code norm/shift}.
     *
     * @param kernel odd
     */
    static Tensor convolution(Tensor x, int width, int kernel, int stride, Mode mode, float initialScale) {
        ProgramBuilder builder = x.builder();
        Tensor map = builder.convolution("conv", x, width, kernel, stride, kernel / 2);
        return builder.batchNorm("norm", map, mode, Heads.BATCH_NORM_MOMENTUM, Heads.BATCH_NORM_EPSILON, initialScale);
    }

    /** Refuses vectors, and images with a side below {@code smallest}. */
    static void check(String encoder, Shape sample, int smallest, String reason) {
        if (sample.rank() != 3) {
            throw new UserError("The encoder '" + encoder + "' takes images [channels, height, width], but a sample is "
                    + sample + "; use the encoder 'mlp'");
        }
        if (Math.min(sample.size(1), sample.size(2)) < smallest) {
            throw new UserError("The encoder '" + encoder + "' takes images of at least " + smallest + "x" + smallest
                    + ", but a sample is " + sample.size(1) + "x" + sample.size(2) + ": " + reason);
        }
    }
}
