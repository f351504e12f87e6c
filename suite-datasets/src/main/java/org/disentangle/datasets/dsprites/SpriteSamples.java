package org.disentangle.datasets.dsprites;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.disentangle.core.data.Samples;
import org.disentangle.datasets.tinted.Palette;
import org.disentangle.datasets.tinted.TintedImages;

/** The columns of one split: a row per image, labels and targets computed from the sprite's number. */
final class SpriteSamples {

    private final int[] images;
    private final byte[] colors;

    /**
     * @param images numbers of {@link SpriteGrid}
     * @param colors by number of the sprite
     */
    SpriteSamples(int[] images, byte[] colors) {
        this.images = images;
        this.colors = colors;
    }

    Samples samples() {
        int[] ofImages = column(image -> colors[image]);
        Map<String, int[]> sources = new LinkedHashMap<>();
        sources.put(TintedImages.IMAGE, IntStream.range(0, images.length).toArray());
        sources.put(TintedImages.COLOR, ofImages);
        Map<String, int[]> labels = new LinkedHashMap<>();
        labels.put(SpriteGrid.SHAPE, column(SpriteGrid::shape));
        labels.put(TintedImages.COLOR, ofImages);
        labels.put(SpriteGrid.SCALE, column(SpriteGrid::scale));
        labels.put(SpriteGrid.ORIENTATION, column(SpriteGrid::orientation));
        labels.put(SpriteGrid.X, column(SpriteGrid::x));
        labels.put(SpriteGrid.Y, column(SpriteGrid::y));
        Map<String, float[]> targets = new LinkedHashMap<>();
        targets.put(SpriteGrid.POSITION.name(), positions());
        targets.put(SpriteGrid.SIZE.name(), sizes());
        targets.put(SpriteGrid.ANGLE.name(), angles());
        int[] joint = column(image -> Palette.LARGEST * SpriteGrid.shape(image) + colors[image]);
        return new Samples(images.length, 1, sources, labels, targets, joint);
    }

    private int[] column(IntUnaryOperator value) {
        return Arrays.stream(images).map(value).toArray();
    }

    private float[] positions() {
        float[] values = new float[2 * images.length];
        for (int row = 0; row < images.length; row++) {
            values[2 * row] = (float) SpriteGrid.placeValue(SpriteGrid.x(images[row]));
            values[2 * row + 1] = (float) SpriteGrid.placeValue(SpriteGrid.y(images[row]));
        }
        return values;
    }

    private float[] sizes() {
        float[] values = new float[images.length];
        for (int row = 0; row < images.length; row++) {
            values[row] = (float) SpriteGrid.scaleValue(SpriteGrid.scale(images[row]));
        }
        return values;
    }

    /** A square looks the same after a quarter turn, so four times its angle is what can be seen; an ellipse's is twice. */
    private float[] angles() {
        float[] values = new float[2 * images.length];
        for (int row = 0; row < images.length; row++) {
            int symmetry = SpriteShape.values()[SpriteGrid.shape(images[row])].symmetry();
            double angle = symmetry * SpriteGrid.angleValue(SpriteGrid.orientation(images[row]));
            values[2 * row] = (float) StrictMath.cos(angle);
            values[2 * row + 1] = (float) StrictMath.sin(angle);
        }
        return values;
    }
}
