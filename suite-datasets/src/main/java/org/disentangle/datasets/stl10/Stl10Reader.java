package org.disentangle.datasets.stl10;

import java.nio.file.Path;
import java.util.List;
import org.disentangle.datasets.file.DataFileError;
import org.disentangle.datasets.file.DataInput;
import org.disentangle.datasets.image.LabeledImages;

/**
 * Reads STL-10's binary files, which have no header: images of 96x96 as a red, a green and a blue plane, each column by column;
 * labels 1 to 10, one byte each. A part of the data set is as good as the whole, as long as images and labels agree.
 *
 * <p>Source: A. Coates, H. Lee, A. Y. Ng, "An Analysis of Single Layer Networks in Unsupervised Feature Learning", AISTATS 2011,
 * and the data set's home page.
 */
public final class Stl10Reader {

    /** Height and width of the stored images. */
    public static final int SIDE = 96;

    /** The classes in the order of their labels. */
    public static final List<String> CLASS_NAMES =
            List.of("airplane", "bird", "car", "cat", "deer", "dog", "horse", "monkey", "ship", "truck");

    public static final int CLASSES = 10;

    private static final int PLANE = SIDE * SIDE;
    private static final int IMAGE_BYTES = 3 * PLANE;
    /** The largest part, the unlabelled one, has 100,000. */
    private static final int MOST_IMAGES = 120_000;

    private static final String SWAPPED_KINDS =
            "Images and labels have been swapped: name the files as they were published.";

    private Stl10Reader() {}

    /**
     * Images with their labels, which become 0 to 9.
     *
     * @param crop the side of the central square that is kept, an even number up to 96; nothing is resized
     * @throws DataFileError if a file is missing or damaged, or if the two do not belong together
     */
    public static LabeledImages read(Path images, Path labels, int crop) {
        if (crop < 2 || crop > SIDE || crop % 2 != 0) {
            throw new IllegalArgumentException("A central crop has an even side up to " + SIDE + ", not " + crop);
        }
        byte[] classOf = readLabels(labels);
        try (DataInput input = DataInput.plain(images)) {
            int count = imageCount(input);
            if (count != classOf.length) {
                throw DataFileError.inFile(
                        images,
                        "holds " + count + " images, but " + labels + " holds " + classOf.length + " labels",
                        "Files of the training and the test set have been swapped: name them as they were published.");
            }
            int croppedBytes = 3 * crop * crop;
            if (count > Integer.MAX_VALUE / croppedBytes) {
                throw DataFileError.inFile(
                        images,
                        "holds " + count + " images, too many for one array at " + crop + "x" + crop,
                        "Use a part of them.");
            }
            byte[] pixels = new byte[count * croppedBytes];
            byte[] stored = new byte[IMAGE_BYTES];
            for (int image = 0; image < count; image++) {
                input.readInto(stored, "image " + image);
                cropAndTranspose(stored, crop, pixels, image * croppedBytes);
            }
            input.expectEnd("the last image");
            return new LabeledImages(3, crop, crop, pixels, classOf);
        }
    }

    /** One label per byte, 0 to 9. */
    public static byte[] readLabels(Path file) {
        try (DataInput input = DataInput.plain(file)) {
            if (input.fileBytes() < 1 || input.fileBytes() > MOST_IMAGES) {
                throw DataFileError.inFile(
                        file,
                        "has " + input.fileBytes() + " bytes, expected one byte per label, 1 to " + MOST_IMAGES,
                        input.fileBytes() < 1 ? "The download was cut short: fetch the file again." : SWAPPED_KINDS);
            }
            byte[] labels = input.read((int) input.fileBytes(), "the labels");
            for (int i = 0; i < labels.length; i++) {
                int label = labels[i] & 0xff;
                if (label < 1 || label > CLASSES) {
                    throw input.error(
                            i,
                            "label " + label + " of image " + i + ", expected 1 to " + CLASSES,
                            "The file is damaged, compressed or not STL-10's: fetch it again.");
                }
                labels[i] = (byte) (label - 1);
            }
            return labels;
        }
    }

    private static int imageCount(DataInput input) {
        long bytes = input.fileBytes();
        long whole = bytes / IMAGE_BYTES;
        if (whole == 0 || bytes % IMAGE_BYTES != 0) {
            throw input.error(
                    whole * IMAGE_BYTES,
                    bytes + " bytes are no whole number of images of " + IMAGE_BYTES + " bytes: " + whole
                            + " images and " + bytes % IMAGE_BYTES + " bytes more",
                    whole == 0 ? SWAPPED_KINDS : "The download was cut short: fetch the file again.");
        }
        if (whole > MOST_IMAGES) {
            throw DataFileError.inFile(
                    input.file(),
                    "holds " + whole + " images, expected at most " + MOST_IMAGES,
                    "This is not STL-10's file.");
        }
        return (int) whole;
    }

    private static void cropAndTranspose(byte[] stored, int crop, byte[] target, int offset) {
        int margin = (SIDE - crop) / 2;
        for (int channel = 0; channel < 3; channel++) {
            for (int row = 0; row < crop; row++) {
                int from = channel * PLANE + margin * SIDE + margin + row;
                int to = offset + (channel * crop + row) * crop;
                for (int column = 0; column < crop; column++) {
                    target[to + column] = stored[from + column * SIDE];
                }
            }
        }
    }
}
