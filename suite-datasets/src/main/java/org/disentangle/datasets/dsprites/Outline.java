package org.disentangle.datasets.dsprites;

/**
 * A closed polygon around the origin, in pixels of a 64x64 image, x to the right and y down.
 *
 * @param x of each corner; not copied
 * @param y of each corner; not copied
 */
record Outline(double[] x, double[] y) {

    Outline {
        if (x.length != y.length || x.length < 3) {
            throw new IllegalArgumentException(x.length + " and " + y.length + " coordinates make no polygon");
        }
    }

    int corners() {
        return x.length;
    }

    /** Scaled, then turned against the clock as the image is seen. */
    Outline turned(double scale, double angle) {
        double cosine = scale * StrictMath.cos(angle);
        double sine = scale * StrictMath.sin(angle);
        double[] turnedX = new double[x.length];
        double[] turnedY = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            turnedX[i] = cosine * x[i] + sine * y[i];
            turnedY[i] = cosine * y[i] - sine * x[i];
        }
        return new Outline(turnedX, turnedY);
    }
}
