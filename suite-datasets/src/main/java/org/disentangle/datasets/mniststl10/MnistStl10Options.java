package org.disentangle.datasets.mniststl10;

import org.disentangle.core.Check;
import org.disentangle.datasets.scene.Variant;

/**
 * Settings of {@code mnist-stl10}.
 *
 * @param variant which factors the two views of a pair share
 * @param split which images are for training
 * @param trainPairs pairs of the training split, up to 5,000,000; the paper has 100,000
 * @param testPairs pairs of the test split, up to 5,000,000; the paper has 10,000
 * @param seed of the table of pairs, apart from the trial's
 */
public record MnistStl10Options(Variant variant, SplitPolicy split, int trainPairs, int testPairs, long seed) {

    public static final MnistStl10Options DEFAULT =
            new MnistStl10Options(Variant.DC_BC, SplitPolicy.OFFICIAL, 100_000, 10_000, 0);

    private static final int MOST_PAIRS = 5_000_000;

    public MnistStl10Options {
        Check.within("train_pairs", trainPairs, 1, MOST_PAIRS);
        Check.within("test_pairs", testPairs, 1, MOST_PAIRS);
    }
}
