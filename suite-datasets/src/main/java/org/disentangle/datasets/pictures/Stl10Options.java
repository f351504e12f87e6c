package org.disentangle.datasets.pictures;

import org.disentangle.core.Check;
import org.disentangle.datasets.stl10.Stl10Reader;

/**
 * Settings of {@code stl10}.
 *
 * @param side of the images in pixels, 16 to 96; smaller than 96 they are shrunk by area once, when they are read
 * @param trainImages images of the training split, the first in the file's order, up to 5,000
 * @param testImages images of the test split, the first in the file's order, up to 8,000
 */
public record Stl10Options(int side, int trainImages, int testImages) {

    public static final Stl10Options DEFAULT = new Stl10Options(Stl10Reader.SIDE, 5_000, 8_000);

    public Stl10Options {
        Check.within("side", side, 16, Stl10Reader.SIDE);
        Check.within("train_images", trainImages, 1, 5_000);
        Check.within("test_images", testImages, 1, 8_000);
    }
}
