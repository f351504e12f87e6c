package org.disentangle.datasets.dsprites;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.disentangle.core.UserError;
import org.disentangle.core.data.Split;
import org.disentangle.datasets.scene.BySplit;
import org.disentangle.datasets.spritefile.SpriteFile;
import org.disentangle.datasets.tinted.GreyImages;

/**
 * The sprites of both splits and their pictures, row by row.
 *
 * @param numbers of {@link SpriteGrid}
 */
record SpriteImages(BySplit<int[]> numbers, BySplit<GreyImages> pictures) {

    static SpriteImages drawn(ColorDSpritesOptions options) {
        BySplit<int[]> numbers = SpriteSplit.draw(options.trainImages(), options.testImages(), options.seed());
        SpritePool pool = new SpritePool(options.side(), options.supersampling());
        return new SpriteImages(numbers, new BySplit<>(pool.draw(numbers.train()), pool.draw(numbers.test())));
    }

    /**
     * Of the sprites that the file holds, the first ones of each split.
     *
     * @throws UserError if there are fewer than asked for
     */
    static SpriteImages read(ColorDSpritesOptions options, Path path) {
        SpriteFile file = SpriteFile.open(path);
        BitSet there = new BitSet(SpriteGrid.IMAGES);
        IntStream.of(file.numbers()).forEach(there::set);
        BySplit<int[]> all = SpriteSplit.draw(
                ColorDSpritesOptions.MOST_TRAINING_IMAGES,
                SpriteGrid.IMAGES - ColorDSpritesOptions.MOST_TRAINING_IMAGES,
                options.seed());
        BySplit<int[]> numbers = new BySplit<>(
                first(options.trainImages(), all.train(), there, Split.TRAIN, path),
                first(options.testImages(), all.test(), there, Split.TEST, path));
        return new SpriteImages(numbers, pictures(file, numbers));
    }

    private static int[] first(int wanted, int[] all, BitSet there, Split split, Path path) {
        int[] held = IntStream.of(all).filter(there::get).toArray();
        if (held.length < wanted) {
            throw new UserError("'" + split.label() + "_images' is " + wanted + ", but " + path + " holds "
                    + held.length + " images of the " + split.label() + " split. Ask for at most that many"
                    + (held.length == 0 ? ", or take another 'seed' or a larger part of dSprites." : "."));
        }
        return IntStream.of(held).limit(wanted).toArray();
    }

    private static BySplit<GreyImages> pictures(SpriteFile file, BySplit<int[]> numbers) {
        int imageBytes = SpriteFile.IMAGE_BYTES;
        byte[] train = new byte[Math.multiplyExact(numbers.train().length, imageBytes)];
        byte[] test = new byte[Math.multiplyExact(numbers.test().length, imageBytes)];
        int[] trainRow = rows(numbers.train());
        int[] testRow = rows(numbers.test());
        file.read((number, bits) -> {
            if (trainRow[number] >= 0) {
                System.arraycopy(bits, 0, train, trainRow[number] * imageBytes, imageBytes);
            } else if (testRow[number] >= 0) {
                System.arraycopy(bits, 0, test, testRow[number] * imageBytes, imageBytes);
            }
        });
        return new BySplit<>(
                new GreyImages(numbers.train().length, SpriteFile.SIDE, true, train),
                new GreyImages(numbers.test().length, SpriteFile.SIDE, true, test));
    }

    /** By number of the sprite its row, or -1. */
    private static int[] rows(int[] numbers) {
        int[] rows = new int[SpriteGrid.IMAGES];
        Arrays.fill(rows, -1);
        for (int row = 0; row < numbers.length; row++) {
            rows[numbers[row]] = row;
        }
        return rows;
    }
}
