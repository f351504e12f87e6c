package org.disentangle.datasets.cifar;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.data.Factor;
import org.disentangle.datasets.file.DataFileError;
import org.disentangle.datasets.file.DataInput;
import org.disentangle.datasets.image.Pictures;

/**
 * Reads the binary versions of CIFAR-10 and CIFAR-100, which have no header: per image its labels, one byte each, then 32x32 bytes of
 * red, of green and of blue, row by row. CIFAR-100 gives the coarse label before the fine one. A part of a file is as good as the
 * whole.
 *
 * <p>Source: A. Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009, and the data sets' home page.
 */
public final class CifarReader {

    public static final int SIDE = 32;

    /** CIFAR-10: ten classes. */
    public static final CifarReader TEN = new CifarReader(List.of(CifarClasses.TEN), 10_000);

    /** CIFAR-100: twenty coarse and a hundred fine classes, the latter of one coarse class each. */
    public static final CifarReader HUNDRED = new CifarReader(List.of(CifarClasses.COARSE, CifarClasses.FINE), 50_000);

    private static final int PIXEL_BYTES = 3 * SIDE * SIDE;
    private static final int HOME_OF_NONE = -1;

    private final List<Factor> stored;
    private final int mostImages;

    private CifarReader(List<Factor> stored, int mostImages) {
        this.stored = stored;
        this.mostImages = mostImages;
    }

    /** The factors of the labels that are read, the finest first: it tells the other. */
    public List<Factor> factors() {
        return stored.size() == 1 ? stored : List.of(stored.get(1), stored.get(0));
    }

    /**
     * All images of a file. Labels come in the order of {@link #factors}.
     *
     * @throws DataFileError if the file is missing or damaged
     */
    public Pictures read(Path file) {
        try (DataInput input = DataInput.plain(file)) {
            int count = imageCount(input);
            byte[] pixels = new byte[count * PIXEL_BYTES];
            int[][] labels = new int[stored.size()][count];
            byte[] image = new byte[stored.size() + PIXEL_BYTES];
            for (int i = 0; i < count; i++) {
                long start = input.position();
                input.readInto(image, "image " + i);
                for (int factor = 0; factor < stored.size(); factor++) {
                    labels[factor][i] = image[factor] & 0xff;
                    checkLabel(input, start + factor, i, stored.get(factor), labels[factor][i]);
                }
                System.arraycopy(image, stored.size(), pixels, i * PIXEL_BYTES, PIXEL_BYTES);
            }
            input.expectEnd("the last image");
            if (stored.size() == 2) {
                checkHierarchy(input, labels[0], labels[1]);
            }
            Map<String, int[]> byFactor = new LinkedHashMap<>();
            for (int factor = stored.size() - 1; factor >= 0; factor--) {
                byFactor.put(stored.get(factor).name(), labels[factor]);
            }
            return new Pictures(count, SIDE, pixels, byFactor);
        }
    }

    private int imageCount(DataInput input) {
        int imageBytes = stored.size() + PIXEL_BYTES;
        long whole = input.fileBytes() / imageBytes;
        if (whole == 0 || input.fileBytes() % imageBytes != 0) {
            throw input.error(
                    whole * imageBytes,
                    input.fileBytes() + " bytes are no whole number of images of " + imageBytes + " bytes: " + whole
                            + " images and " + input.fileBytes() % imageBytes + " bytes more",
                    "The download was cut short, or this is another file: CIFAR-10 has " + (1 + PIXEL_BYTES)
                            + " bytes per image and CIFAR-100 " + (2 + PIXEL_BYTES) + ", both in the binary version.");
        }
        if (whole > mostImages) {
            throw DataFileError.inFile(
                    input.file(),
                    "holds " + whole + " images, expected at most " + mostImages,
                    "This is not the published file.");
        }
        return (int) whole;
    }

    private static void checkLabel(DataInput input, long offset, int image, Factor factor, int label) {
        if (label >= factor.cardinality()) {
            throw input.error(
                    offset,
                    factor.name() + " label " + label + " of image " + image + ", expected 0 to "
                            + (factor.cardinality() - 1),
                    "The file is damaged or belongs to another data set: fetch it again.");
        }
    }

    private void checkHierarchy(DataInput input, int[] coarse, int[] fine) {
        int[] home = new int[CifarClasses.FINE.cardinality()];
        Arrays.fill(home, HOME_OF_NONE);
        for (int i = 0; i < fine.length; i++) {
            if (home[fine[i]] == HOME_OF_NONE) {
                home[fine[i]] = coarse[i];
            }
            if (home[fine[i]] != coarse[i]) {
                throw input.error(
                        (long) i * (stored.size() + PIXEL_BYTES),
                        "image " + i + " of the fine class " + fine[i] + " has the coarse class " + coarse[i]
                                + ", an earlier one has " + home[fine[i]],
                        "The file is damaged: fetch it again.");
            }
        }
    }
}
