package org.disentangle.datasets.spritefile;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.disentangle.datasets.file.DataFileError;
import org.disentangle.datasets.npz.NpyHeader;
import org.disentangle.datasets.npz.NpyStream;
import org.disentangle.datasets.npz.NpyType;
import org.disentangle.datasets.npz.NpzFile;
import org.disentangle.datasets.npz.NpzLimits;

/**
 * The {@code .npz} of dSprites: {@code imgs} uint8 {@code [n, 64, 64]} of 0 and 1, {@code latents_classes} and {@code
 * latents_values} of {@code [n, 6]}, or {@code [n, 5]} without the colour that is always white. A part of it says with {@code
 * original_dataset_indices}, or else with its classes, which images of the whole it holds. The member {@code metadata} is a pickle
 * and is never opened.
 *
 * <p>The images of the whole are 3 GB unpacked: they are read one after another and never lie in memory together.
 *
 * <p>Source: L. Matthey, I. Higgins, D. Hassabis, A. Lerchner, "dSprites: Disentanglement testing Sprites dataset", 2017.
 */
public final class SpriteFile {

    /** Height and width of the images. */
    public static final int SIDE = 64;

    /** How many images the whole has. */
    public static final int IMAGES = 3 * 6 * 40 * 32 * 32;

    /** Bytes of one image with a bit per pixel. */
    public static final int IMAGE_BYTES = SIDE * SIDE / Byte.SIZE;

    private static final String PIXELS = "imgs";
    private static final long ONE_IN_EACH_BYTE = 0x0101010101010101L;
    private static final long GATHER_BITS = 0x0102040810204080L;

    private final Path file;
    private final int[] numbers;

    private SpriteFile(Path file, int[] numbers) {
        this.file = file;
        this.numbers = numbers;
    }

    /** Takes images as they are read. */
    @FunctionalInterface
    public interface Taker {
        /**
         * @param number of the image in the whole, {@code ((((shape * 6 + scale) * 40 + orientation) * 32 + x) * 32 + y)}
         * @param bits {@value #IMAGE_BYTES} bytes, a bit per pixel, row by row, the highest bit first; overwritten by the next image
         */
        void take(int number, byte[] bits);
    }

    /**
     * Reads which images a file holds, and no pixels.
     *
     * @throws DataFileError if it is missing or damaged, if its arrays have other shapes, if a class or value is none of dSprites',
     *     if they contradict each other, or if an image occurs twice
     */
    public static SpriteFile open(Path file) {
        try (NpzFile archive = NpzFile.open(file, NpzLimits.DATA_SET)) {
            NpyHeader pixels = archive.header(PIXELS);
            List<Long> shape = pixels.shape();
            boolean fits = pixels.type() == NpyType.UINT8
                    && shape.size() == 3
                    && shape.get(0) >= 1
                    && shape.get(0) <= IMAGES
                    && shape.get(1) == SIDE
                    && shape.get(2) == SIDE;
            if (!fits) {
                throw inMember(
                        file,
                        PIXELS,
                        "holds " + pixels + ", expected uint8[n, 64, 64] with n from 1 to " + IMAGES,
                        "This is not the file of dSprites, nor a part of it.");
            }
            return new SpriteFile(file, new SpriteLatents(archive, shape.get(0).intValue()).numbers());
        }
    }

    /** The numbers of its images in the whole, in the file's order, each once; not copied. */
    public int[] numbers() {
        return numbers;
    }

    /**
     * Reads all images, in the file's order.
     *
     * @throws DataFileError if the file is damaged or a pixel is neither 0 nor 1
     */
    public void read(Taker taker) {
        byte[] pixels = new byte[SIDE * SIDE];
        byte[] bits = new byte[IMAGE_BYTES];
        try (NpzFile archive = NpzFile.open(file, NpzLimits.DATA_SET);
                NpyStream stream = archive.stream(PIXELS)) {
            for (int row = 0; row < numbers.length; row++) {
                stream.readInto(pixels, 0, pixels.length);
                pack(pixels, bits, row);
                taker.take(numbers[row], bits);
            }
        }
    }

    /** Eight pixels at a time: the product brings the lowest bit of each byte into the highest byte, and no two meet. */
    private void pack(byte[] pixels, byte[] bits, int row) {
        ByteBuffer eights = ByteBuffer.wrap(pixels);
        for (int i = 0; i < bits.length; i++) {
            long eight = eights.getLong();
            if ((eight & ~ONE_IN_EACH_BYTE) != 0) {
                throw wrongPixel(pixels, row);
            }
            bits[i] = (byte) ((eight * GATHER_BITS) >>> 56);
        }
    }

    private DataFileError wrongPixel(byte[] pixels, int row) {
        int pixel = 0;
        while ((pixels[pixel] & ~1) == 0) {
            pixel++;
        }
        return inMember(
                file,
                PIXELS,
                "image " + row + " has the value " + (pixels[pixel] & 0xff) + " in row " + pixel / SIDE + ", column "
                        + pixel % SIDE + ", expected 0 or 1",
                "The images of dSprites are black and white: fetch the published file again.");
    }

    static DataFileError inMember(Path file, String name, String found, String fix) {
        return DataFileError.inFile(file, "member '" + name + ".npy' " + found, fix);
    }
}
