package org.disentangle.datasets.drawndigits;

import org.apache.commons.rng.UniformRandomProvider;

/** Smooth noise: random values on a square lattice over the unit square, blended by a cubic. */
final class ValueNoise implements Texture {

    private final int cells;
    private final double[] values;
    private final double shiftX;
    private final double shiftY;

    /** @param cells lattice cells along one side of the image */
    ValueNoise(UniformRandomProvider random, int cells) {
        this.cells = cells;
        this.shiftX = random.nextDouble();
        this.shiftY = random.nextDouble();
        this.values = random.doubles((long) (cells + 2) * (cells + 2)).toArray();
    }

    @Override
    public double at(double x, double y) {
        double u = x * cells + shiftX;
        double v = y * cells + shiftY;
        int column = (int) u;
        int row = (int) v;
        double s = smooth(u - column);
        double t = smooth(v - row);
        int corner = row * (cells + 2) + column;
        double top = values[corner] + s * (values[corner + 1] - values[corner]);
        int below = corner + cells + 2;
        double bottom = values[below] + s * (values[below + 1] - values[below]);
        return top + t * (bottom - top);
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }
}
