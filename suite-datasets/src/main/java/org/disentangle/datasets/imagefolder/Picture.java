package org.disentangle.datasets.imagefolder;

/**
 * A decoded picture.
 *
 * @param rgb {@code [height, width, 3]}
 */
record Picture(int width, int height, byte[] rgb) {
    /** Decoding a larger one would take gigabytes. */
    static final long MOST_PIXELS = 100_000_000;

    static void checkSize(long width, long height) throws BrokenPictureException {
        if (width < 1 || height < 1) {
            throw new BrokenPictureException("has no pixels: " + width + " x " + height);
        }
        if (width * height > MOST_PIXELS) {
            throw new BrokenPictureException(
                    "has " + width + " x " + height + " pixels; at most " + MOST_PIXELS + " are decoded");
        }
    }
}
