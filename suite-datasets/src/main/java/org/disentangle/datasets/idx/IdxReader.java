package org.disentangle.datasets.idx;

import java.nio.file.Path;
import java.util.Locale;
import org.disentangle.datasets.file.DataFileError;
import org.disentangle.datasets.file.DataInput;
import org.disentangle.datasets.image.LabeledImages;

/**
 * Reads LeCun's IDX files of unsigned bytes, plain or compressed by gzip: images (magic number 2051) and labels (2049). Everything
 * that a header says is checked against what follows.
 *
 * <p>Source: the format's description on the MNIST page (Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten
 * digits", 1998): numbers are big-endian, images row-major.
 */
public final class IdxReader {

    private static final long IMAGES_MAGIC = 0x00000803;
    private static final long LABELS_MAGIC = 0x00000801;
    private static final int COUNT_OFFSET = 4;
    private static final int MOST_BYTES = 1 << 30;
    private static final String FETCH_AGAIN = "The file is damaged: fetch it again.";

    private IdxReader() {}

    /**
     * Grey images with their labels.
     *
     * @param height expected height in pixels
     * @param width expected width in pixels
     * @param classes labels are 0 to {@code classes - 1}
     * @throws DataFileError if a file is missing or damaged, or if the two do not belong together
     */
    public static LabeledImages read(Path images, Path labels, int height, int width, int classes) {
        byte[] classOf = readLabels(labels, classes);
        byte[] pixels = readImages(images, height, width);
        int count = pixels.length / (height * width);
        if (count != classOf.length) {
            throw DataFileError.atByte(
                    images,
                    COUNT_OFFSET,
                    false,
                    "holds " + count + " images, but " + labels + " holds " + classOf.length + " labels",
                    "Files of the training and the test set have been swapped: name them as they were published.");
        }
        return new LabeledImages(1, height, width, pixels, classOf);
    }

    /** Images row by row, one after another, {@code [count, height, width]}. */
    public static byte[] readImages(Path file, int height, int width) {
        try (DataInput input = DataInput.plainOrCompressed(file)) {
            expectMagic(input, IMAGES_MAGIC);
            long count = input.readUnsignedInt("the number of images");
            expectSide(input, "rows", height);
            expectSide(input, "columns", width);
            return content(input, count, height * width, "images");
        }
    }

    /** One label per byte, each below {@code classes}. */
    public static byte[] readLabels(Path file, int classes) {
        try (DataInput input = DataInput.plainOrCompressed(file)) {
            expectMagic(input, LABELS_MAGIC);
            long count = input.readUnsignedInt("the number of labels");
            long first = input.position();
            byte[] labels = content(input, count, 1, "labels");
            for (int i = 0; i < labels.length; i++) {
                if ((labels[i] & 0xff) >= classes) {
                    throw input.error(
                            first + i,
                            "label " + (labels[i] & 0xff) + " of item " + i + ", expected 0 to " + (classes - 1),
                            "The file is damaged or belongs to another data set: fetch it again.");
                }
            }
            return labels;
        }
    }

    private static byte[] content(DataInput input, long count, int itemBytes, String what) {
        long header = input.position();
        if (count < 1 || count > MOST_BYTES / itemBytes) {
            throw input.error(
                    COUNT_OFFSET,
                    "the header promises " + count + " " + what + ", expected 1 to " + MOST_BYTES / itemBytes,
                    FETCH_AGAIN);
        }
        long expected = header + count * itemBytes;
        if (!input.compressed() && input.fileBytes() != expected) {
            throw input.error(
                    Math.min(input.fileBytes(), expected),
                    "the file has " + input.fileBytes() + " bytes, but a header of " + header + " bytes and " + count
                            + " " + what + " need " + expected,
                    input.fileBytes() < expected ? "The download was cut short: fetch the file again." : FETCH_AGAIN);
        }
        String described = "the " + count + " " + what;
        byte[] content = input.read((int) (count * itemBytes), described);
        input.expectEnd(described);
        return content;
    }

    private static void expectSide(DataInput input, String what, int expected) {
        long offset = input.position();
        long found = input.readUnsignedInt("the number of " + what);
        if (found != expected) {
            throw input.error(
                    offset,
                    "images of " + found + " " + what + ", expected " + expected,
                    "The file is damaged or belongs to another data set.");
        }
    }

    private static void expectMagic(DataInput input, long expected) {
        long found = input.readUnsignedInt("the magic number");
        if (found != expected) {
            throw input.error(0, "magic number " + describe(found) + ", expected " + describe(expected), fix(found));
        }
    }

    private static String describe(long magic) {
        if (magic == IMAGES_MAGIC) {
            return magic + " (images)";
        }
        return magic == LABELS_MAGIC ? magic + " (labels)" : String.format(Locale.ROOT, "0x%08x", magic);
    }

    private static String fix(long found) {
        if (found == IMAGES_MAGIC || found == LABELS_MAGIC) {
            return "Images and labels have been swapped: name the files as they were published.";
        }
        if (found >>> 24 == '<') {
            return "It looks like a web page that was saved in the file's place: fetch the file again.";
        }
        return "This is no IDX file of unsigned bytes, or it is damaged: fetch it again.";
    }
}
