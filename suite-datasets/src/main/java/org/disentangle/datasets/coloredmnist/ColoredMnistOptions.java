package org.disentangle.datasets.coloredmnist;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.disentangle.core.Check;
import org.disentangle.datasets.tinted.Palette;

/**
 * Settings of {@code colored-mnist}.
 *
 * @param source where the digits come from
 * @param digits which of the ten are used, at least two, ascending
 * @param colors how many colours, 2 to 10
 * @param correlation from 0, colour and digit are independent, to 1, the digit tells the colour: the share of images, in both splits,
 *     that get the colour of their digit's number (modulo the number of colours); the others' are drawn uniformly
 * @param side 28, or 32 with a black border of two pixels
 * @param trainImages images of the training split, the first that are there, up to 100,000
 * @param testImages images of the test split, the first that are there, up to 100,000
 * @param seed of the colours, and of the digits if they are drawn, apart from the trial's
 */
public record ColoredMnistOptions(
        DigitSource source,
        List<Integer> digits,
        int colors,
        double correlation,
        int side,
        int trainImages,
        int testImages,
        long seed) {

    public static final ColoredMnistOptions DEFAULT = new ColoredMnistOptions(
            DigitSource.MNIST, IntStream.range(0, 10).boxed().toList(), Palette.LARGEST, 0, 28, 60_000, 10_000, 0);

    private static final int MOST_IMAGES = 100_000;

    public ColoredMnistOptions {
        digits = List.copyOf(digits);
        Check.require(
                digits.size() >= 2
                        && List.copyOf(new TreeSet<>(digits)).equals(digits)
                        && digits.get(0) >= 0
                        && digits.get(digits.size() - 1) <= 9,
                "digits",
                digits,
                "at least two of 0 to 9, ascending");
        Check.within("colors", colors, 2, Palette.LARGEST);
        Check.within("correlation", correlation, 0.0, 1.0);
        Check.require(side == 28 || side == 32, "side", side, "28 or 32");
        Check.within("train_images", trainImages, 1, MOST_IMAGES);
        Check.within("test_images", testImages, 1, MOST_IMAGES);
    }
}
