package org.disentangle.datasets.drawndigits;

import java.util.List;

/**
 * One movement of the pen, in a unit box: x grows to the right, y downwards.
 *
 * @param curved whether the pen passes through the points on a Catmull-Rom spline rather than along straight lines
 * @param points {@code x0, y0, x1, y1, ...}; at least two points
 */
record Stroke(boolean curved, List<Double> points) {

    Stroke {
        points = List.copyOf(points);
        if (points.size() < 4 || points.size() % 2 != 0) {
            throw new IllegalArgumentException("a stroke needs at least two points, got " + points);
        }
    }

    static Stroke line(Double... points) {
        return new Stroke(false, List.of(points));
    }

    static Stroke curve(Double... points) {
        return new Stroke(true, List.of(points));
    }

    int pointCount() {
        return points.size() / 2;
    }
}
