package org.disentangle.core.network;

import java.util.List;
import org.disentangle.core.registry.Citation;
import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/**
 * Residual nets as torchvision builds them: basic blocks for depths 18 and 34, bottlenecks with the stride on the 3x3
 * convolution ("v1.5") for 50; projection shortcuts where the shape changes; the mean over all places at the end. Weights start
 * as torchvision's do (He et al. 2015 by fan-out).
 */
public final class ResnetEncoder implements Encoder<ResnetOptions> {
    private static final int[] STAGE_WIDTHS = {64, 128, 256, 512};
    private static final int BOTTLENECK_EXPANSION = 4;

    @Override
    public String name() {
        return "resnet";
    }

    @Override
    public String summary() {
        return "Residual net of depth 18, 34 or 50, with a stem for small images or for ImageNet's";
    }

    @Override
    public ResnetOptions defaults() {
        return ResnetOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(new Citation(
                "he2016",
                "K. He, X. Zhang, S. Ren, J. Sun",
                "Deep Residual Learning for Image Recognition",
                "CVPR",
                2016,
                "arXiv:1512.03385"));
    }

    @Override
    public int dimension(ResnetOptions options) {
        return options.depth() == 50 ? 512 * BOTTLENECK_EXPANSION : 512;
    }

    @Override
    public void check(ResnetOptions options, Shape sample) {
        if (options.stem() == ResnetOptions.Stem.IMAGENET) {
            Images.check(name(), sample, 32, "its stem and stages halve it five times; use 'stem: small'");
        } else {
            Images.check(name(), sample, 8, "its stages halve it three times; use the encoder 'conv' or 'mlp'");
        }
    }

    @Override
    public Tensor encode(ResnetOptions options, Tensor x, Mode mode) {
        ProgramBuilder builder = x.builder();
        Tensor map = builder.within("stem", () -> stem(options, x, mode));
        int[] blocks = options.depth() == 18 ? new int[] {2, 2, 2, 2} : new int[] {3, 4, 6, 3};
        for (int stage = 0; stage < blocks.length; stage++) {
            for (int block = 0; block < blocks[stage]; block++) {
                int width = STAGE_WIDTHS[stage];
                int stride = stage > 0 && block == 0 ? 2 : 1;
                String place = "stage" + (stage + 1) + "/block" + block;
                Tensor input = map;
                map = builder.within(place, () -> block(options, input, width, stride, mode));
            }
        }
        return map.mean(2, 3);
    }

    private static Tensor stem(ResnetOptions options, Tensor x, Mode mode) {
        if (options.stem() == ResnetOptions.Stem.SMALL) {
            return Images.convolution(x, STAGE_WIDTHS[0], 3, 1, mode, 1).relu();
        }
        return Images.convolution(x, STAGE_WIDTHS[0], 7, 2, mode, 1).relu().maxPool2d(3, 2, 1);
    }

    private static Tensor block(ResnetOptions options, Tensor x, int width, int stride, Mode mode) {
        boolean bottleneck = options.depth() == 50;
        int out = bottleneck ? width * BOTTLENECK_EXPANSION : width;
        float lastScale = options.zeroInitResidual() ? 0 : 1;
        Tensor branch;
        if (bottleneck) {
            Tensor narrow = layer("first", x, width, 1, 1, mode, 1).relu();
            Tensor wide = layer("second", narrow, width, 3, stride, mode, 1).relu();
            branch = layer("third", wide, out, 1, 1, mode, lastScale);
        } else {
            Tensor first = layer("first", x, width, 3, stride, mode, 1).relu();
            branch = layer("second", first, out, 3, 1, mode, lastScale);
        }
        Tensor shortcut = stride == 1 && x.size(1) == out ? x : layer("shortcut", x, out, 1, stride, mode, 1);
        return branch.plus(shortcut).relu();
    }

    private static Tensor layer(
            String name, Tensor x, int width, int kernel, int stride, Mode mode, float initialScale) {
        return x.builder().within(name, () -> Images.convolution(x, width, kernel, stride, mode, initialScale));
    }
}
