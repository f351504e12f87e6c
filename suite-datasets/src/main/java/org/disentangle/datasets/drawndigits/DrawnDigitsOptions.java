package org.disentangle.datasets.drawndigits;

import org.disentangle.core.Check;
import org.disentangle.datasets.scene.SceneGeometry;
import org.disentangle.datasets.scene.Variant;

/**
 * Settings of {@code drawn-digits}.
 *
 * @param variant which factors the two views of a pair share
 * @param side of the square scenes, 32 or 64 pixels
 * @param trainPairs pairs of the training split, up to 5,000,000
 * @param testPairs pairs of the test split, up to 5,000,000
 * @param trainDigits digits drawn for the training split, 10 to 100,000, as many of each class as possible
 * @param testDigits digits drawn for the test split
 * @param trainTextures textures drawn for the training split
 * @param testTextures textures drawn for the test split
 * @param seed of the drawings and of the table of pairs, apart from the trial's
 */
public record DrawnDigitsOptions(
        Variant variant,
        int side,
        int trainPairs,
        int testPairs,
        int trainDigits,
        int testDigits,
        int trainTextures,
        int testTextures,
        long seed) {

    public static final DrawnDigitsOptions DEFAULT =
            new DrawnDigitsOptions(Variant.DC_BC, 32, 20_000, 2_000, 10_000, 2_000, 8_000, 2_000, 0);

    private static final int MOST_PAIRS = 5_000_000;
    private static final int FEWEST_IMAGES = 10;
    private static final int MOST_IMAGES = 100_000;

    public DrawnDigitsOptions {
        SceneGeometry.checkSide(side);
        Check.within("train_pairs", trainPairs, 1, MOST_PAIRS);
        Check.within("test_pairs", testPairs, 1, MOST_PAIRS);
        Check.within("train_digits", trainDigits, FEWEST_IMAGES, MOST_IMAGES);
        Check.within("test_digits", testDigits, FEWEST_IMAGES, MOST_IMAGES);
        Check.within("train_textures", trainTextures, FEWEST_IMAGES, MOST_IMAGES);
        Check.within("test_textures", testTextures, FEWEST_IMAGES, MOST_IMAGES);
    }

    /** The settings with another variant. */
    public DrawnDigitsOptions withVariant(Variant other) {
        return new DrawnDigitsOptions(
                other, side, trainPairs, testPairs, trainDigits, testDigits, trainTextures, testTextures, seed);
    }
}
