package org.disentangle.datasets.drawndigits;

/** A pattern over the unit square. */
@FunctionalInterface
interface Texture {

    /** The pattern's height at a point, 0 to 1. */
    double at(double x, double y);
}
