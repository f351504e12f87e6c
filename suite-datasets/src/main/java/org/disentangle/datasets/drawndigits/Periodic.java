package org.disentangle.datasets.drawndigits;

/** Periodic profiles in plain arithmetic, so that every JVM computes the same bits, and quickly. */
final class Periodic {

    private Periodic() {}

    /** A smooth swing between -1 and 1 of period 1, made of two parabolas. */
    static double swing(double t) {
        double x = 2 * (t - Math.floor(t)) - 1;
        return 4 * x * (1 - Math.abs(x));
    }

    /** How far {@code t} is from the nearest integer, 0 to 0.5. */
    static double distanceToInteger(double t) {
        double x = t - Math.floor(t);
        return Math.min(x, 1 - x);
    }

    /** {@code t} held between 0 and 1. */
    static double ramp(double t) {
        return t < 0 ? 0 : t > 1 ? 1 : t;
    }
}
