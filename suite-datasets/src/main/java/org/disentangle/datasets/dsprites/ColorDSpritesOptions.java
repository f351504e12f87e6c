package org.disentangle.datasets.dsprites;

import org.disentangle.core.Check;
import org.disentangle.datasets.spritefile.SpriteFile;
import org.disentangle.datasets.tinted.GreyImages;

/**
 * Settings of {@code color-dsprites}.
 *
 * @param source of the pictures; the published ones have side 64 and one sample per pixel, and so must these settings with {@code
 *     file}
 * @param side of the images in pixels, 16 to 256; the published ones have 64
 * @param supersampling samples per pixel and axis, 1 to 8: 1 gives the published hard edges and takes a bit per pixel in memory, more
 *     gives smooth edges and takes a byte
 * @param trainImages images of the training split, up to 663,552 (90 % of all), or what the file has of them
 * @param testImages images of the test split, up to 73,728, or what the file has of them
 * @param seed of the split, the choice of images and their colours, apart from the trial's
 */
public record ColorDSpritesOptions(
        SpriteSource source, int side, int supersampling, int trainImages, int testImages, long seed) {

    /** How many of all images can be for training. */
    static final int MOST_TRAINING_IMAGES = SpriteGrid.IMAGES / 10 * 9;

    public static final ColorDSpritesOptions DEFAULT = new ColorDSpritesOptions(
            SpriteSource.GENERATED,
            SpriteCanvas.ORIGINAL_SIDE,
            1,
            MOST_TRAINING_IMAGES,
            SpriteGrid.IMAGES - MOST_TRAINING_IMAGES,
            0);

    public ColorDSpritesOptions {
        Check.within("side", side, 16, 256);
        Check.within("supersampling", supersampling, 1, 8);
        if (source == SpriteSource.FILE) {
            checkAsPublished("side", side, SpriteFile.SIDE);
            checkAsPublished("supersampling", supersampling, 1);
        }
        checkCount("train_images", trainImages, MOST_TRAINING_IMAGES, side, supersampling);
        checkCount("test_images", testImages, SpriteGrid.IMAGES - MOST_TRAINING_IMAGES, side, supersampling);
    }

    private static void checkAsPublished(String key, int value, int published) {
        Check.require(
                value == published,
                key,
                value,
                published
                        + " with source file: the published images are 64x64 with hard edges and are taken as they are;"
                        + " source generated has other sizes");
    }

    private static void checkCount(String key, int count, int most, int side, int supersampling) {
        Check.within(key, count, 1, most);
        boolean packed = supersampling == 1;
        int fitting = Integer.MAX_VALUE / GreyImages.imageBytes(side, packed);
        Check.require(
                count <= fitting,
                key,
                count,
                "at most " + fitting + " with side " + side + " and supersampling " + supersampling
                        + ": they lie in one array of less than 2 GiB"
                        + (packed ? "" : " with a byte per pixel; supersampling 1 takes a bit"));
    }
}
