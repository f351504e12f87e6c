package org.disentangle.datasets.drawndigits;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Paints one texture as an RGB image: the class's pattern in two random colours, under uneven light, with grain.
 *
 * <p>The colours stay in the dark and middle range, so that a bright digit laid over them by maximum can mostly be read,
 * as it can over most photographs.
 */
final class TexturePainter {

    private static final double BRIGHTEST = 0.7;

    private final int side;

    /** @param side the image's height and width in pixels */
    TexturePainter(int side) {
        this.side = side;
    }

    /** Writes {@code 3 * side * side} values, plane by plane and row by row, to {@code image} from {@code offset} on. */
    void paint(TextureClass texture, UniformRandomProvider random, byte[] image, int offset) {
        Texture pattern = texture.draw(random);
        double[] from = new double[3];
        double[] change = new double[3];
        drawColours(random, from, change);
        double sharpness = random.nextDouble(1.2, 3.0);
        double level = random.nextDouble(0.38, 0.62);
        double angle = random.nextDouble(0, 2 * Math.PI);
        double slope = random.nextDouble(0, 0.4);
        double slopeX = slope * StrictMath.cos(angle);
        double slopeY = slope * StrictMath.sin(angle);
        double grain = random.nextDouble(0.01, 0.1);

        int plane = side * side;
        for (int row = 0; row < side; row++) {
            double y = (row + 0.5) / side;
            for (int column = 0; column < side; column++) {
                double x = (column + 0.5) / side;
                double height = Periodic.ramp((pattern.at(x, y) - level) * sharpness + 0.5);
                double light = 1 + slopeX * (x - 0.5) + slopeY * (y - 0.5);
                double noise = grain * triangular(random.nextLong());
                int pixel = offset + row * side + column;
                for (int channel = 0; channel < 3; channel++) {
                    double value = (from[channel] + height * change[channel]) * light + noise;
                    image[pixel + channel * plane] = Grey.toByte(value);
                }
            }
        }
    }

    /** From -1 to 1, most often about 0: the sum of the two halves of a random number. */
    private static double triangular(long bits) {
        return ((bits >>> 32) + (bits & 0xffffffffL)) * 0x1p-32 - 1;
    }

    /** Two colours of clearly different brightness, so that the pattern can be seen; which is the darker one is chance. */
    private static void drawColours(UniformRandomProvider random, double[] from, double[] change) {
        double brightness;
        do {
            brightness = 0;
            for (int channel = 0; channel < 3; channel++) {
                from[channel] = random.nextDouble(0, BRIGHTEST);
                change[channel] = random.nextDouble(0, BRIGHTEST) - from[channel];
                brightness += change[channel] / 3;
            }
        } while (Math.abs(brightness) < 0.15);
    }
}
