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
            // The mean of the grey values is the grey value of the channels' means.
            Tensor mean = Luma.of(changed.reduceKeeping(ReduceKind.MEAN, 2, 3));
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
     * A turn of the hue in HSV, without case analysis and without comparisons, which are slow on strided planes.
     *
     * <p>The hue is found by sorting the channels: with q &lt;= p green and blue in order and V &gt;= m red and p in order, it is {@code
     * |K + (m - q) / (6 chroma)|}, K one of 0, -1, -1/3, 2/3 by what was exchanged. Back from HSV, a channel is {@code V - chroma
     * clamp(2 - |k - 2|, 0, 1)}, k = (o + 6 hue) mod 6, o = 5, 3, 1 for red, green and blue.
     */
    private static Tensor shiftHue(Tensor images, Tensor shift) {
        Tensor red = images.slice(1, 0, 1);
        Tensor green = images.slice(1, 1, 1);
        Tensor blue = images.slice(1, 2, 1);
        Tensor p = green.maximum(blue);
        Tensor q = green.minimum(blue);
        Tensor exchangedFirst = minusOneIfLess(green, blue);
        Tensor exchangedSecond = minusOneIfLess(red, p);
        Tensor value = red.maximum(p);
        Tensor middle = red.minimum(p);
        Tensor chroma = value.minus(middle.minimum(q));
        Tensor sector = exchangedFirst.plus(exchangedSecond.times(exchangedFirst.affine(2, 1.0 / 3)));
        Tensor hue =
                middle.minus(q).dividedBy(chroma.affine(6, 1e-12)).plus(sector).absolute();
        Tensor offsets = images.builder().constant(HostTensor.of(Shape.of(1, 3, 1, 1), 5f / 6, 3f / 6, 1f / 6));
        Tensor turns = hue.plus(shift).plus(offsets);
        Tensor fraction = turns.minus(turns.floor());
        Tensor weight = fraction.affine(6, -2).absolute().affine(-1, 2).clamp(0, 1);
        return value.minus(chroma.times(weight));
    }

    private static Tensor minusOneIfLess(Tensor left, Tensor right) {
        return left.minus(right).sign().clamp(-1, 0);
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
