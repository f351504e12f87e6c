package org.disentangle.datasets.dsprites;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.data.Factor;

/**
 * The factors of dSprites and the numbers of its images: {@code ((((shape * 6 + scale) * 40 + orientation) * 32 + x) * 32 + y)}, 0 to
 * 737,279.
 *
 * <p>Source: L. Matthey, I. Higgins, D. Hassabis, A. Lerchner, "dSprites: Disentanglement testing Sprites dataset", 2017.
 */
final class SpriteGrid {

    static final int SHAPES = 3;
    static final int SCALES = 6;
    static final int ORIENTATIONS = 40;
    static final int PLACES = 32;
    static final int IMAGES = SHAPES * SCALES * ORIENTATIONS * PLACES * PLACES;

    static final String SHAPE = "shape";
    static final String SCALE = "scale";
    static final String ORIENTATION = "orientation";
    static final String X = "x";
    static final String Y = "y";

    static final ContinuousFactor POSITION = new ContinuousFactor("position", "position x, y from 0 to 1", 2);
    static final ContinuousFactor SIZE = new ContinuousFactor("size", "scale from 0.5 to 1", 1);
    static final ContinuousFactor ANGLE =
            new ContinuousFactor("angle", "cosine and sine of the angle times the shape's symmetry", 2);

    private SpriteGrid() {}

    static int shape(int image) {
        return image / (SCALES * ORIENTATIONS * PLACES * PLACES);
    }

    static int scale(int image) {
        return image / (ORIENTATIONS * PLACES * PLACES) % SCALES;
    }

    static int orientation(int image) {
        return image / (PLACES * PLACES) % ORIENTATIONS;
    }

    static int x(int image) {
        return image / PLACES % PLACES;
    }

    static int y(int image) {
        return image % PLACES;
    }

    /** 0.5 to 1. */
    static double scaleValue(int scale) {
        return 0.5 + scale / 10.0;
    }

    /** 0 to a whole turn, both included, in radians: the first and the last are the same. */
    static double angleValue(int orientation) {
        return 2 * Math.PI * orientation / (ORIENTATIONS - 1);
    }

    /** 0 to 1, left to right or top to bottom. */
    static double placeValue(int place) {
        return place / (PLACES - 1.0);
    }

    /** Shape, then the colours given, then what is left. */
    static List<Factor> factors(Factor color) {
        return List.of(
                new Factor(
                        SHAPE,
                        SHAPE,
                        Stream.of(SpriteShape.values())
                                .map(shape -> shape.name().toLowerCase(Locale.ROOT))
                                .toList()),
                color,
                new Factor(SCALE, SCALE, names(SCALES, scale -> text("%.1f", scaleValue(scale)))),
                new Factor(
                        ORIENTATION,
                        "orientation in degrees",
                        names(ORIENTATIONS, each -> text("%.1f", StrictMath.toDegrees(angleValue(each))))),
                new Factor(X, "position from the left", names(PLACES, place -> text("%.3f", placeValue(place)))),
                new Factor(Y, "position from the top", names(PLACES, place -> text("%.3f", placeValue(place)))));
    }

    private static List<String> names(int count, IntFunction<String> name) {
        return IntStream.range(0, count).mapToObj(name).toList();
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
