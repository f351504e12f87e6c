package org.disentangle.datasets.pictures;

import org.disentangle.core.Check;

/**
 * Settings of {@code cifar10} and {@code cifar100}.
 *
 * @param trainImages images of the training split, the first in the files' order, up to 50,000
 * @param testImages images of the test split, the first in the file's order, up to 10,000
 */
public record CifarOptions(int trainImages, int testImages) {

    public static final CifarOptions DEFAULT = new CifarOptions(50_000, 10_000);

    public CifarOptions {
        Check.within("train_images", trainImages, 1, 50_000);
        Check.within("test_images", testImages, 1, 10_000);
    }
}
