package org.disentangle.datasets.dsprites;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.datasets.scene.BySplit;

/**
 * Which sprites are for training and which for testing, and the colour of each. Fewer images are the first of more, and a sprite's
 * colour and split depend on the seed alone.
 */
final class SpriteSplit {

    private SpriteSplit() {}

    /** Numbers of sprites in random order: all of a random 90 % can be for training, the rest for testing. */
    static BySplit<int[]> draw(int trainImages, int testImages, long seed) {
        int[] order = SeedStreams.permutation(SpriteGrid.IMAGES, new SeedStreams(seed).stream("data/split"));
        int cut = ColorDSpritesOptions.MOST_TRAINING_IMAGES;
        return new BySplit<>(Arrays.copyOf(order, trainImages), Arrays.copyOfRange(order, cut, cut + testImages));
    }

    /** A colour for each of all sprites, uniform and independent of everything else. */
    static byte[] colors(int count, long seed) {
        UniformRandomProvider random = new SeedStreams(seed).stream("data/color");
        byte[] colors = new byte[SpriteGrid.IMAGES];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = (byte) random.nextInt(count);
        }
        return colors;
    }
}
