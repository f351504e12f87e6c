package org.disentangle.core.network;

import org.disentangle.core.Check;

/**
 * Settings of the encoder {@code resnet}.
 *
 * @param depth 18, 34 or 50; r has 512 numbers for the first two, 2048 for the last
 * @param stem how the image enters
 * @param zeroInitResidual whether the last scale of each residual branch starts at 0, so that each block starts as the identity
 *     (Goyal et al. 2017, sec. 5.1)
 */
public record ResnetOptions(int depth, Stem stem, boolean zeroInitResidual) {
    public static final ResnetOptions DEFAULT = new ResnetOptions(18, Stem.SMALL, false);

    /** How the image enters. */
    public enum Stem {
        /** 3x3 convolution with stride 1 and no pooling, for images of about 32 to 64 pixels. */
        SMALL,
        /** 7x7 convolution with stride 2, then 3x3 maximum pooling with stride 2, as He et al. 2016 for ImageNet. */
        IMAGENET
    }

    public ResnetOptions {
        Check.require(depth == 18 || depth == 34 || depth == 50, "depth", depth, "18, 34 or 50");
    }
}
