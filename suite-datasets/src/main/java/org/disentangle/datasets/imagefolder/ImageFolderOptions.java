package org.disentangle.datasets.imagefolder;

import java.util.regex.Pattern;
import org.disentangle.core.Check;

/**
 * Settings of {@code image-folder}.
 *
 * @param folder its name below the data location; may be a link
 * @param classes how many class folders it has; fewer or more are refused
 * @param side height and width of a sample in pixels, the middle of the decoded square
 * @param cacheSide height and width of the decoded square, not below {@code side}: the picture's shorter side is resized to it
 *     and the middle kept. Augmentations crop from it
 * @param trainImages how many of the training pictures, chosen by the hash of their names; 0 for all
 * @param testImages how many of the test pictures, likewise
 * @param skipBroken whether pictures that cannot be read are left out; else they are refused
 */
public record ImageFolderOptions(
        String folder, int classes, int side, int cacheSide, int trainImages, int testImages, boolean skipBroken) {

    static final int MOST_IMAGES = 50_000_000;
    private static final int LARGEST_SIDE = 1024;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    // After the pattern that its constructor needs.
    public static final ImageFolderOptions DEFAULT = new ImageFolderOptions("imagenet", 1000, 224, 256, 0, 0, false);

    public ImageFolderOptions {
        Check.require(
                NAME.matcher(folder).matches(),
                "folder",
                folder,
                "the name of a folder below the data location, of letters, digits, '-', '_' and '.'; to use a folder"
                        + " elsewhere, put a link to it there");
        Check.within("classes", classes, 2, 1_000_000);
        Check.within("side", side, 8, LARGEST_SIDE);
        Check.within("cache_side", cacheSide, side, LARGEST_SIDE);
        Check.within("train_images", trainImages, 0, MOST_IMAGES);
        Check.within("test_images", testImages, 0, MOST_IMAGES);
    }
}
