package org.disentangle.datasets.spritefile;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.disentangle.datasets.file.DataFileError;
import org.disentangle.datasets.npz.NpyHeader;
import org.disentangle.datasets.npz.NpyType;
import org.disentangle.datasets.npz.NpzFile;

/**
 * Which image of the whole each row of a file is. Parts may count their classes within a smaller grid of their own; then {@code
 * original_dataset_indices} tells. In any case the values must be those of the image that was found.
 */
final class SpriteLatents {

    private static final String CLASSES = "latents_classes";
    private static final String VALUES = "latents_values";
    private static final String INDICES = "original_dataset_indices";

    private static final List<String> FACTORS = List.of("shape", "scale", "orientation", "posX", "posY");
    private static final int[] CARDINALITIES = {3, 6, 40, 32, 32};
    private static final double TOLERANCE = 1e-6;
    private static final String NOT_DSPRITES =
            "The factors are not those of dSprites: fetch the published file again, or save the part with its original_dataset_indices.";

    private final Path file;
    private final NpzFile archive;
    private final int rows;

    SpriteLatents(NpzFile archive, int rows) {
        this.file = archive.file();
        this.archive = archive;
        this.rows = rows;
    }

    /** The number of each row in the whole, checked. */
    int[] numbers() {
        int columns = columns(CLASSES, NpyType.Kind.INTEGER);
        long[] classes = archive.array(CLASSES).longs();
        checkClasses(classes, columns);
        int[] numbers = archive.names().contains(INDICES) ? ofIndices() : ofClasses(classes, columns);
        checkValues(numbers);
        checkDistinct(numbers);
        return numbers;
    }

    /** With six columns the first is the colour. */
    private int columns(String name, NpyType.Kind kind) {
        NpyHeader header = archive.header(name);
        List<Long> shape = header.shape();
        int factors = FACTORS.size();
        boolean fits = header.type().kind() == kind
                && shape.size() == 2
                && shape.get(0) == rows
                && (shape.get(1) == factors || shape.get(1) == factors + 1);
        if (!fits) {
            throw SpriteFile.inMember(
                    file,
                    name,
                    "holds " + header + ", expected " + (kind == NpyType.Kind.REAL ? "real" : "whole") + " numbers ["
                            + rows + ", 5] or [" + rows + ", 6], a row for each image",
                    NOT_DSPRITES);
        }
        return shape.get(1).intValue();
    }

    private void checkClasses(long[] classes, int columns) {
        int skipped = columns - FACTORS.size();
        for (int i = 0; i < classes.length; i++) {
            int factor = i % columns - skipped;
            int most = factor < 0 ? 0 : CARDINALITIES[factor] - 1;
            if (classes[i] < 0 || classes[i] > most) {
                throw SpriteFile.inMember(
                        file,
                        CLASSES,
                        "has the class " + classes[i] + " of " + (factor < 0 ? "color" : FACTORS.get(factor))
                                + " in row " + i / columns + ", expected " + (most == 0 ? "0" : "0 to " + most),
                        NOT_DSPRITES);
            }
        }
    }

    private int[] ofClasses(long[] classes, int columns) {
        int[] numbers = new int[rows];
        for (int row = 0; row < rows; row++) {
            for (int factor = 0; factor < CARDINALITIES.length; factor++) {
                int at = (row + 1) * columns - CARDINALITIES.length + factor;
                numbers[row] = numbers[row] * CARDINALITIES[factor] + (int) classes[at];
            }
        }
        return numbers;
    }

    private int[] ofIndices() {
        NpyHeader header = archive.header(INDICES);
        if (header.type().kind() != NpyType.Kind.INTEGER || !header.shape().equals(List.of((long) rows))) {
            throw SpriteFile.inMember(
                    file, INDICES, "holds " + header + ", expected whole numbers [" + rows + "]", NOT_DSPRITES);
        }
        long[] indices = archive.array(INDICES).longs();
        int[] numbers = new int[rows];
        for (int row = 0; row < rows; row++) {
            if (indices[row] < 0 || indices[row] >= SpriteFile.IMAGES) {
                throw SpriteFile.inMember(
                        file,
                        INDICES,
                        "has " + indices[row] + " in row " + row + ", expected 0 to " + (SpriteFile.IMAGES - 1),
                        NOT_DSPRITES);
            }
            numbers[row] = (int) indices[row];
        }
        return numbers;
    }

    private void checkValues(int[] numbers) {
        int columns = columns(VALUES, NpyType.Kind.REAL);
        double[] values = archive.array(VALUES).doubles();
        int skipped = columns - FACTORS.size();
        for (int row = 0; row < rows; row++) {
            int left = numbers[row];
            for (int factor = FACTORS.size() - 1; factor >= 0; factor--) {
                double expected = value(factor, left % CARDINALITIES[factor]);
                double found = values[row * columns + skipped + factor];
                if (!(Math.abs(found - expected) <= TOLERANCE)) {
                    throw wrongValue(row, factor, found, expected, numbers[row]);
                }
                left /= CARDINALITIES[factor];
            }
        }
    }

    private DataFileError wrongValue(int row, int factor, double found, double expected, int number) {
        return SpriteFile.inMember(
                file,
                VALUES,
                String.format(
                        Locale.ROOT,
                        "has %s %.6f in row %d, but image %d of dSprites, as which the row is given, has %.6f",
                        FACTORS.get(factor),
                        found,
                        row,
                        number,
                        expected),
                NOT_DSPRITES);
    }

    private static double value(int factor, int valueClass) {
        return switch (factor) {
            case 0 -> valueClass + 1;
            case 1 -> 0.5 + valueClass / 10.0;
            case 2 -> 2 * Math.PI * valueClass / 39;
            default -> valueClass / 31.0;
        };
    }

    private void checkDistinct(int[] numbers) {
        BitSet seen = new BitSet(SpriteFile.IMAGES);
        for (int row = 0; row < rows; row++) {
            if (seen.get(numbers[row])) {
                throw DataFileError.inFile(
                        file,
                        "row " + row + " is image " + numbers[row] + " of dSprites, which stands in an earlier row too",
                        "Save each image once: the same one could be in both splits.");
            }
            seen.set(numbers[row]);
        }
    }
}
