package org.disentangle.datasets.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Images of one size with a class each, as unsigned bytes in the order {@code [image, channel, row, column]}. The arrays are
 * not copied: whoever makes the value gives them up.
 *
 * @param labels the class of each image, from 0
 */
public record LabeledImages(int channels, int height, int width, byte[] pixels, byte[] labels) {

    public LabeledImages {
        if (pixels.length != (long) labels.length * channels * height * width) {
            throw new IllegalArgumentException(labels.length + " labels and " + pixels.length
                    + " bytes of pixels do not make images of " + channels + "x" + height + "x" + width);
        }
    }

    public int count() {
        return labels.length;
    }

    /** Bytes of one image. */
    public int imageBytes() {
        return channels * height * width;
    }

    public int label(int image) {
        return labels[image] & 0xff;
    }

    /** One sample of one image, 0 to 255. */
    public int pixel(int image, int channel, int row, int column) {
        return pixels[((image * channels + channel) * height + row) * width + column] & 0xff;
    }

    /** The images of each class, in their order. */
    public List<int[]> indicesByClass(int classes) {
        List<int[]> byClass = new ArrayList<>();
        int[] sizes = new int[classes];
        for (byte label : labels) {
            sizes[label & 0xff]++;
        }
        for (int size : sizes) {
            byClass.add(new int[size]);
        }
        int[] next = new int[classes];
        for (int image = 0; image < labels.length; image++) {
            int label = label(image);
            byClass.get(label)[next[label]++] = image;
        }
        return byClass;
    }

    /** Copies of some images, in the order given. */
    public LabeledImages select(int... images) {
        byte[] chosen = new byte[Math.multiplyExact(images.length, imageBytes())];
        byte[] chosenLabels = new byte[images.length];
        for (int i = 0; i < images.length; i++) {
            System.arraycopy(pixels, images[i] * imageBytes(), chosen, i * imageBytes(), imageBytes());
            chosenLabels[i] = labels[images[i]];
        }
        return new LabeledImages(channels, height, width, chosen, chosenLabels);
    }

    /** The images from {@code from} to before {@code to} of this set followed by another of the same size of image. */
    public LabeledImages joined(LabeledImages after, int from, int to) {
        if (after.channels != channels || after.height != height || after.width != width) {
            throw new IllegalArgumentException("Images of different sizes cannot be joined");
        }
        return new LabeledImages(
                channels,
                height,
                width,
                joined(pixels, after.pixels, from * imageBytes(), to * imageBytes()),
                joined(labels, after.labels, from, to));
    }

    private static byte[] joined(byte[] first, byte[] second, int from, int to) {
        if (to <= first.length) {
            return Arrays.copyOfRange(first, from, to);
        }
        if (from >= first.length) {
            return Arrays.copyOfRange(second, from - first.length, to - first.length);
        }
        byte[] joined = Arrays.copyOfRange(first, from, to);
        System.arraycopy(second, 0, joined, first.length - from, to - first.length);
        return joined;
    }
}
