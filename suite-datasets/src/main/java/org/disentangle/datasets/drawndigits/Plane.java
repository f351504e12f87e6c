package org.disentangle.datasets.drawndigits;

import org.apache.commons.rng.UniformRandomProvider;

/** A turned, shifted and scaled pair of coordinate axes; one unit of them is one wavelength of the pattern. */
record Plane(double cosine, double sine, double scaleU, double scaleV, double shiftU, double shiftV) {

    /** Axes in a random direction, with a wavelength between the two given ones, as fractions of the image's side. */
    static Plane draw(UniformRandomProvider random, double shortest, double longest) {
        double angle = random.nextDouble(0, 2 * Math.PI);
        double wavelength = random.nextDouble(shortest, longest);
        double stretch = random.nextDouble(0.85, 1.18);
        return new Plane(
                StrictMath.cos(angle),
                StrictMath.sin(angle),
                1 / wavelength,
                1 / (wavelength * stretch),
                random.nextDouble(),
                random.nextDouble());
    }

    double u(double x, double y) {
        return (cosine * x + sine * y) * scaleU + shiftU;
    }

    double v(double x, double y) {
        return (cosine * y - sine * x) * scaleV + shiftV;
    }
}
