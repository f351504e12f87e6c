package org.disentangle.datasets.imagefolder;

import java.util.Arrays;

/**
 * The middle square of a picture whose shorter side is resized to the square's: torchvision's {@code Resize(side)} and {@code
 * CenterCrop(side)} on a PIL image, to the bit.
 *
 * <p>The filter is PIL's antialiased bilinear one (Resample.c): a triangle as wide as the reduction asks for, in fixed point of 22
 * bits, columns first, each pass rounded to 8 bits. The longer side becomes {@code floor(side * longer / shorter)}.
 */
final class SquareResize {
    private static final int BITS = 22;
    private static final int HALF = 1 << (BITS - 1);

    private SquareResize() {}

    /** @return {@code [3, side, side]} */
    static byte[] square(Picture picture, int side) {
        int shorter = Math.min(picture.width(), picture.height());
        Filter columns = Filter.middle(picture.width(), resized(picture.width(), shorter, side), side);
        Filter rows = Filter.middle(picture.height(), resized(picture.height(), shorter, side), side);
        int top = rows.first(0);
        int bottom = rows.first(side - 1) + rows.count(side - 1);
        int[] narrowed = narrow(picture, columns, top, bottom, side);
        byte[] square = new byte[3 * side * side];
        int[] sums = new int[3 * side];
        for (int y = 0; y < side; y++) {
            Arrays.fill(sums, HALF);
            for (int k = 0; k < rows.count(y); k++) {
                add(sums, narrowed, (rows.first(y) - top + k) * sums.length, rows.weight(y, k));
            }
            for (int channel = 0; channel < 3; channel++) {
                for (int x = 0; x < side; x++) {
                    square[(channel * side + y) * side + x] = (byte) clip(sums[channel * side + x] >> BITS);
                }
            }
        }
        return square;
    }

    /** Apart, so that the compiler makes it one loop over vectors. */
    private static void add(int[] sums, int[] values, int offset, int weight) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[offset + i] * weight;
        }
    }

    private static long resized(int length, int shorter, int side) {
        return length == shorter ? side : (long) ((double) ((long) side * length) / shorter);
    }

    /** Rows from top to bottom (exclusive), {@code [rows, 3, side]}, values 0..255. */
    private static int[] narrow(Picture picture, Filter columns, int top, int bottom, int side) {
        byte[] rgb = picture.rgb();
        int[] narrowed = new int[(bottom - top) * 3 * side];
        for (int y = top; y < bottom; y++) {
            int out = (y - top) * 3 * side;
            for (int x = 0; x < side; x++) {
                int in = 3 * (y * picture.width() + columns.first(x));
                int end = in + 3 * columns.count(x);
                int at = x * columns.stride();
                int red = HALF;
                int green = HALF;
                int blue = HALF;
                for (; in < end; in += 3) {
                    int weight = columns.weights()[at++];
                    red += (rgb[in] & 0xff) * weight;
                    green += (rgb[in + 1] & 0xff) * weight;
                    blue += (rgb[in + 2] & 0xff) * weight;
                }
                narrowed[out + x] = clip(red >> BITS);
                narrowed[out + side + x] = clip(green >> BITS);
                narrowed[out + 2 * side + x] = clip(blue >> BITS);
            }
        }
        return narrowed;
    }

    private static int clip(int value) {
        return Math.max(0, Math.min(255, value));
    }

    /** For each pixel of the result, the first pixel it takes, how many, and their weights in fixed point. */
    private record Filter(int[] firsts, int[] counts, int[] weights, int stride) {

        int first(int pixel) {
            return firsts[pixel];
        }

        int count(int pixel) {
            return counts[pixel];
        }

        int weight(int pixel, int index) {
            return weights[pixel * stride + index];
        }

        /** The middle {@code kept} of {@code resized} pixels made of {@code length}. */
        static Filter middle(int length, long resized, int kept) {
            long start = (long) Math.rint((resized - kept) / 2.0);
            double scale = (double) length / resized;
            double reach = Math.max(1, scale);
            int stride = (int) Math.ceil(reach) * 2 + 1;
            int[] firsts = new int[kept];
            int[] counts = new int[kept];
            int[] weights = new int[kept * stride];
            double[] exact = new double[stride];
            for (int pixel = 0; pixel < kept; pixel++) {
                double centre = (start + pixel + 0.5) * scale;
                int first = Math.max(0, (int) (centre - reach + 0.5));
                int count = Math.min(length, (int) (centre + reach + 0.5)) - first;
                double sum = 0;
                for (int k = 0; k < count; k++) {
                    exact[k] = Math.max(0, 1 - Math.abs((k + first - centre + 0.5) * (1 / reach)));
                    sum += exact[k];
                }
                for (int k = 0; k < count; k++) {
                    weights[pixel * stride + k] = (int) (0.5 + exact[k] / sum * (1 << BITS));
                }
                firsts[pixel] = first;
                counts[pixel] = count;
            }
            return new Filter(firsts, counts, weights, stride);
        }
    }
}
