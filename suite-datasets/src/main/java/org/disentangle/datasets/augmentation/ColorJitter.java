package org.disentangle.datasets.augmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/**
 * Brightness, contrast, saturation and hue by torchvision's definitions on float images, in this order. A view that is not
 * jittered has the factors 1, 1, 1 and the shift 0, which change nothing.
 */
final class ColorJitter implements Stage {
    private static final String BRIGHTNESS = "jitter/brightness";
    private static final String CONTRAST = "jitter/contrast";
    private static final String SATURATION = "jitter/saturation";
    private static final String HUE = "jitter/hue";

    private final AugmentationOptions.Jitter jitter;

    ColorJitter(AugmentationOptions.Jitter jitter) {
        this.jitter = jitter;
    }

    @Override
    public List<String> columns() {
        List<String> columns = new ArrayList<>();
        if (jitter.brightness() > 0) {
            columns.add(BRIGHTNESS);
        }
        if (jitter.contrast() > 0) {
            columns.add(CONTRAST);
        }
        if (jitter.saturation() > 0) {
            columns.add(SATURATION);
        }
        if (jitter.hue() > 0) {
            columns.add(HUE);
        }
        return columns;
    }

    @Override
    public void draw(Columns<float[]> columns, int rows, Function<String, UniformRandomProvider> streams) {
        UniformRandomProvider random = streams.apply("jitter");
        for (int row = 0; row < rows; row++) {
            boolean applies = random.nextDouble() < jitter.probability();
            set(columns, BRIGHTNESS, row, factor(random, jitter.brightness()), applies);
            set(columns, CONTRAST, row, factor(random, jitter.contrast()), applies);
            set(columns, SATURATION, row, factor(random, jitter.saturation()), applies);
            double shift = Stage.uniform(random, -jitter.hue(), jitter.hue());
            if (columns.has(HUE)) {
                columns.get(HUE)[row] = applies ? (float) shift : 0;
            }
        }
    }

    @Override
    public Tensor apply(Tensor images, Columns<Tensor> columns) {
        Tensor changed = images;
        if (jitter.brightness() > 0) {
            changed = changed.times(perImage(columns.get(BRIGHTNESS))).clamp(0, 1);
        }
        if (jitter.contrast() > 0) {
            Tensor mean = Luma.of(changed).reduceKeeping(ReduceKind.MEAN, 1, 2, 3);
            changed = blend(changed, mean, perImage(columns.get(CONTRAST)));
        }
        if (jitter.saturation() > 0) {
            changed = blend(changed, Luma.of(changed), perImage(columns.get(SATURATION)));
        }
        return jitter.hue() > 0 ? shiftHue(changed, perImage(columns.get(HUE))) : changed;
    }

    /** {@code factor * image + (1 - factor) * other}, clamped. */
    private static Tensor blend(Tensor images, Tensor other, Tensor factor) {
        return images.times(factor).plus(other.times(factor.affine(-1, 1))).clamp(0, 1);
    }

    /**
     * A turn of the hue in HSV. With hue h in sixths of a turn and chroma c = V - min, channel values are {@code V - c clamp(2 -
     * |k - 2|, 0, 1)}, k = (o + h) mod 6, o = 5, 3, 1 for red, green and blue, so the way back from HSV needs no case analysis.
     */
    private static Tensor shiftHue(Tensor images, Tensor shift) {
        Tensor red = images.slice(1, 0, 1);
        Tensor green = images.slice(1, 1, 1);
        Tensor blue = images.slice(1, 2, 1);
        Tensor value = red.maximum(green).maximum(blue);
        Tensor chroma = value.minus(red.minimum(green).minimum(blue));
        Tensor divisor = chroma.maximum(images.builder().scalar(1e-12)).reciprocal();
        Tensor atRed = green.minus(blue).times(divisor);
        Tensor atGreen = blue.minus(red).times(divisor).plus(2);
        Tensor atBlue = red.minus(green).times(divisor).plus(4);
        Tensor hue = atRed.where(value.equalTo(red), atGreen.where(value.equalTo(green), atBlue));
        Tensor offsets = images.builder().constant(HostTensor.of(Shape.of(1, 3, 1, 1), 5f / 6, 3f / 6, 1f / 6));
        Tensor turns = hue.times(1.0 / 6).plus(shift).plus(offsets);
        Tensor fraction = turns.minus(turns.floor());
        Tensor weight = fraction.affine(6, -2).absolute().affine(-1, 2).clamp(0, 1);
        return value.minus(chroma.times(weight));
    }

    private static Tensor perImage(Tensor column) {
        return column.reshape(column.size(0), 1, 1, 1);
    }

    private static double factor(UniformRandomProvider random, double strength) {
        return Stage.uniform(random, Math.max(0, 1 - strength), 1 + strength);
    }

    private static void set(Columns<float[]> columns, String column, int row, double value, boolean applies) {
        if (columns.has(column)) {
            columns.get(column)[row] = applies ? (float) value : 1;
        }
    }
}
