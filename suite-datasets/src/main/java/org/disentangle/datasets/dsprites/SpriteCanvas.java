package org.disentangle.datasets.dsprites;

import java.util.Arrays;

/**
 * Fills polygons as graphics cards do: corners are rounded to 1/256 of a sample, and a sample is inside if its centre is; a centre
 * exactly on an edge belongs to the polygon on the right of and below that edge. In whole numbers, so every JVM fills alike.
 *
 * <p>Not thread-safe: one per thread.
 */
final class SpriteCanvas {

    /** The sides of images for which outlines are given. */
    static final int ORIGINAL_SIDE = 64;

    private static final int UNITS = 256;

    private final int side;
    private final int supersampling;
    private final int samples;
    private final double unitsPerPixel;
    private final byte[] inside;
    private int[] cornerX = new int[0];
    private int[] cornerY = new int[0];

    /**
     * @param side of the images in pixels
     * @param supersampling samples per pixel and axis
     */
    SpriteCanvas(int side, int supersampling) {
        this.side = side;
        this.supersampling = supersampling;
        this.samples = side * supersampling;
        this.unitsPerPixel = (double) UNITS * samples / ORIGINAL_SIDE;
        this.inside = new byte[samples * (samples + 1)];
    }

    /**
     * Draws one sprite alone.
     *
     * @param centreX in pixels of a 64x64 image
     * @param centreY in pixels of a 64x64 image
     */
    void draw(Outline outline, double centreX, double centreY) {
        int corners = outline.corners();
        if (cornerX.length < corners) {
            cornerX = new int[corners];
            cornerY = new int[corners];
        }
        for (int i = 0; i < corners; i++) {
            cornerX[i] = (int) Math.rint((centreX + outline.x()[i]) * unitsPerPixel);
            cornerY[i] = (int) Math.rint((centreY + outline.y()[i]) * unitsPerPixel);
        }
        Arrays.fill(inside, (byte) 0);
        for (int i = 0, before = corners - 1; i < corners; before = i++) {
            if (cornerY[before] < cornerY[i]) {
                cross(cornerX[before], cornerY[before], cornerX[i], cornerY[i]);
            } else if (cornerY[before] > cornerY[i]) {
                cross(cornerX[i], cornerY[i], cornerX[before], cornerY[before]);
            }
        }
        for (int row = 0; row < samples; row++) {
            int first = row * (samples + 1);
            for (int column = 1; column < samples; column++) {
                inside[first + column] ^= inside[first + column - 1];
            }
        }
    }

    /** Marks, in each row that an edge going down crosses, the first sample to its right. */
    private void cross(int topX, int topY, int bottomX, int bottomY) {
        int firstRow = Math.max(0, firstCentreFrom(topY));
        int endRow = Math.min(samples, firstCentreFrom(bottomY));
        long height = (long) bottomY - topY;
        long run = (long) bottomX - topX;
        for (int row = firstRow; row < endRow; row++) {
            long down = (long) UNITS * row + UNITS / 2 - topY;
            long acrossTimesHeight = (topX - UNITS / 2) * height + down * run;
            long column = -Math.floorDiv(-acrossTimesHeight, UNITS * height);
            inside[row * (samples + 1) + (int) Math.max(0, Math.min(samples, column))] ^= 1;
        }
    }

    private static int firstCentreFrom(int coordinate) {
        return -Math.floorDiv(UNITS / 2 - coordinate, UNITS);
    }

    /** Writes one bit per pixel, row by row, the highest bit first. For one sample per pixel. */
    void writeBits(byte[] target, int offset) {
        int pixel = 0;
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++, pixel++) {
                target[offset + (pixel >> 3)] |= (byte) (inside[row * (samples + 1) + column] << (7 - (pixel & 7)));
            }
        }
    }

    /** Writes one byte per pixel, row by row: the share of its samples that are inside, 0 to 255. */
    void writeBytes(byte[] target, int offset) {
        int ofPixel = supersampling * supersampling;
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                int count = 0;
                for (int down = 0; down < supersampling; down++) {
                    int first = (row * supersampling + down) * (samples + 1) + column * supersampling;
                    for (int right = 0; right < supersampling; right++) {
                        count += inside[first + right];
                    }
                }
                target[offset + row * side + column] = (byte) ((255 * count + ofPixel / 2) / ofPixel);
            }
        }
    }
}
