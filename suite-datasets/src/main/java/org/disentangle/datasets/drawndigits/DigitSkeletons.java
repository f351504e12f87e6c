package org.disentangle.datasets.drawndigits;

import static org.disentangle.datasets.drawndigits.Stroke.curve;
import static org.disentangle.datasets.drawndigits.Stroke.line;

import java.util.List;

/**
 * The ten digits as pen strokes, with a few ways of writing each: ones with and without a flag, open and closed fours,
 * sevens with and without a bar, and so on. The coordinates are our own.
 */
final class DigitSkeletons {

    private static final List<List<List<Stroke>>> BY_CLASS = List.of(
            List.of(
                    List.of(curve(
                            0.52, 0.0, 0.12, 0.2, 0.02, 0.55, 0.2, 0.92, 0.5, 1.0, 0.85, 0.85, 0.98, 0.45, 0.82, 0.1,
                            0.48, 0.01)),
                    List.of(curve(
                            0.7, 0.06, 0.35, 0.03, 0.06, 0.32, 0.06, 0.72, 0.4, 1.0, 0.8, 0.86, 0.97, 0.5, 0.85, 0.14,
                            0.55, 0.0, 0.4, 0.08))),
            List.of(
                    List.of(line(0.5, 0.0, 0.5, 1.0)),
                    List.of(line(0.2, 0.25, 0.55, 0.0, 0.55, 1.0)),
                    List.of(line(0.25, 0.22, 0.52, 0.0, 0.52, 1.0), line(0.2, 1.0, 0.85, 1.0))),
            List.of(
                    List.of(
                            curve(0.05, 0.25, 0.25, 0.03, 0.65, 0.02, 0.88, 0.25, 0.7, 0.55, 0.35, 0.8, 0.04, 1.0),
                            line(0.04, 1.0, 0.97, 1.0)),
                    List.of(curve(
                            0.08, 0.2, 0.35, 0.0, 0.75, 0.08, 0.82, 0.38, 0.55, 0.72, 0.2, 0.98, 0.04, 0.85, 0.22, 0.74,
                            0.55, 0.92, 0.98, 0.95)),
                    List.of(
                            curve(0.06, 0.14, 0.5, 0.0, 0.9, 0.14, 0.84, 0.42, 0.44, 0.74, 0.02, 0.98),
                            curve(0.02, 0.98, 0.5, 0.93, 0.98, 0.98))),
            List.of(
                    List.of(curve(
                            0.08, 0.12, 0.45, 0.0, 0.85, 0.14, 0.78, 0.4, 0.36, 0.48, 0.8, 0.55, 0.96, 0.78, 0.6, 0.98,
                            0.05, 0.9)),
                    List.of(
                            line(0.06, 0.02, 0.9, 0.02, 0.42, 0.42),
                            curve(0.42, 0.42, 0.82, 0.48, 0.95, 0.74, 0.6, 0.99, 0.05, 0.9))),
            List.of(
                    List.of(line(0.22, 0.0, 0.06, 0.55, 0.95, 0.55), line(0.72, 0.1, 0.68, 1.0)),
                    List.of(line(0.68, 1.0, 0.7, 0.0, 0.02, 0.66, 0.98, 0.66)),
                    List.of(curve(0.14, 0.03, 0.1, 0.3, 0.2, 0.5, 0.5, 0.5, 0.84, 0.42), line(0.86, 0.0, 0.8, 1.0))),
            List.of(
                    List.of(
                            line(0.9, 0.02, 0.22, 0.02, 0.14, 0.44),
                            curve(0.14, 0.44, 0.55, 0.36, 0.92, 0.6, 0.78, 0.92, 0.38, 1.0, 0.04, 0.88)),
                    List.of(
                            line(0.2, 0.05, 0.18, 0.48),
                            curve(0.18, 0.48, 0.62, 0.42, 0.9, 0.7, 0.62, 0.97, 0.08, 0.93),
                            line(0.2, 0.05, 0.92, 0.0))),
            List.of(
                    List.of(curve(
                            0.72, 0.0, 0.34, 0.22, 0.08, 0.6, 0.2, 0.94, 0.58, 1.0, 0.88, 0.78, 0.7, 0.52, 0.34, 0.56,
                            0.1, 0.76)),
                    List.of(curve(
                            0.42, 0.0, 0.14, 0.36, 0.06, 0.74, 0.3, 1.0, 0.72, 0.94, 0.84, 0.7, 0.58, 0.54, 0.2, 0.66,
                            0.1, 0.8))),
            List.of(
                    List.of(line(0.03, 0.03, 0.95, 0.03, 0.4, 1.0)),
                    List.of(line(0.03, 0.05, 0.95, 0.02, 0.42, 1.0), line(0.28, 0.5, 0.88, 0.48)),
                    List.of(line(0.05, 0.2, 0.08, 0.04, 0.9, 0.04), curve(0.9, 0.04, 0.62, 0.4, 0.46, 0.7, 0.42, 1.0))),
            List.of(
                    List.of(curve(
                            0.86, 0.16, 0.5, 0.0, 0.14, 0.16, 0.28, 0.4, 0.66, 0.54, 0.94, 0.8, 0.5, 1.0, 0.08, 0.8,
                            0.32, 0.54, 0.74, 0.38, 0.86, 0.16)),
                    List.of(
                            curve(0.5, 0.0, 0.14, 0.2, 0.46, 0.46, 0.84, 0.22, 0.5, 0.0),
                            curve(0.48, 0.46, 0.04, 0.74, 0.5, 1.0, 0.95, 0.74, 0.48, 0.46))),
            List.of(
                    List.of(
                            curve(0.84, 0.2, 0.5, 0.0, 0.12, 0.16, 0.14, 0.42, 0.5, 0.5, 0.82, 0.3, 0.86, 0.16),
                            line(0.86, 0.12, 0.8, 1.0)),
                    List.of(curve(
                            0.88, 0.24, 0.56, 0.0, 0.14, 0.14, 0.16, 0.42, 0.54, 0.48, 0.88, 0.22, 0.86, 0.62, 0.6,
                            0.94, 0.16, 0.97))));

    private DigitSkeletons() {}

    /** The ways of writing a digit, each a list of strokes. */
    static List<List<Stroke>> of(int digit) {
        return BY_CLASS.get(digit);
    }
}
