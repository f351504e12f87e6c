package org.disentangle.datasets.drawndigits;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Draws one digit into a square grey image: a way of writing it, jittered control points, slant, rotation, aspect, size,
 * shift, stroke width and ink, all drawn at random, then rasterised by exact distance to the stroke, anti-aliased.
 *
 * <p>Lengths below are fractions of the box's side, so that a 14-pixel digit has the geometry of a 28-pixel one. The
 * nominal height of 20/28 of the box is MNIST's.
 */
final class DigitPen {

    private static final double NOMINAL_HEIGHT = 20.0 / 28;
    private static final int STEPS_PER_SPAN = 5;

    private final int side;
    private final double[] nearestSquared;

    /** @param side the image's height and width in pixels */
    DigitPen(int side) {
        this.side = side;
        this.nearestSquared = new double[side * side];
    }

    /** Writes {@code side * side} grey values, row by row, to {@code image} from {@code offset} on. */
    void draw(int digit, UniformRandomProvider random, byte[] image, int offset) {
        List<List<Stroke>> ways = DigitSkeletons.of(digit);
        List<Stroke> strokes = ways.get(random.nextInt(ways.size()));

        double jitter = 0.055;
        double height = NOMINAL_HEIGHT * random.nextDouble(0.82, 1.12);
        double width = height * random.nextDouble(0.5, 0.88);
        double slant = random.nextDouble(-0.22, 0.42);
        double angle = random.nextDouble(-0.22, 0.22);
        double cosine = StrictMath.cos(angle);
        double sine = StrictMath.sin(angle);
        double centreX = 0.5 + random.nextDouble(-0.06, 0.06);
        double centreY = 0.5 + random.nextDouble(-0.06, 0.06);
        double radius = side * random.nextDouble(0.04, 0.075);
        double ink = random.nextDouble(0.88, 1.0);

        Arrays.fill(nearestSquared, Double.MAX_VALUE);
        for (Stroke stroke : strokes) {
            int count = stroke.pointCount();
            double[] x = new double[count];
            double[] y = new double[count];
            for (int i = 0; i < count; i++) {
                double u = stroke.points().get(2 * i) - 0.5 + random.nextDouble(-jitter, jitter);
                double v = stroke.points().get(2 * i + 1) - 0.5 + random.nextDouble(-jitter, jitter);
                double sheared = u * width - v * height * slant;
                double tall = v * height;
                x[i] = side * (centreX + cosine * sheared - sine * tall);
                y[i] = side * (centreY + sine * sheared + cosine * tall);
            }
            trace(stroke.curved(), x, y, radius);
        }
        for (int i = 0; i < nearestSquared.length; i++) {
            double covered = radius + 0.5 - Math.sqrt(nearestSquared[i]);
            image[offset + i] = Grey.toByte(ink * Periodic.ramp(covered));
        }
    }

    private void trace(boolean curved, double[] x, double[] y, double radius) {
        int last = x.length - 1;
        for (int i = 0; i < last; i++) {
            if (!curved) {
                approach(x[i], y[i], x[i + 1], y[i + 1], radius);
                continue;
            }
            int before = Math.max(0, i - 1);
            int after = Math.min(last, i + 2);
            double fromX = x[i];
            double fromY = y[i];
            for (int step = 1; step <= STEPS_PER_SPAN; step++) {
                double t = (double) step / STEPS_PER_SPAN;
                double toX = catmullRom(x[before], x[i], x[i + 1], x[after], t);
                double toY = catmullRom(y[before], y[i], y[i + 1], y[after], t);
                approach(fromX, fromY, toX, toY, radius);
                fromX = toX;
                fromY = toY;
            }
        }
    }

    private static double catmullRom(double before, double from, double to, double after, double t) {
        double linear = to - before;
        double square = 2 * before - 5 * from + 4 * to - after;
        double cube = 3 * (from - to) + after - before;
        return from + 0.5 * t * (linear + t * (square + t * cube));
    }

    /** Lowers the distance of every pixel centre that this segment's ink can reach. */
    private void approach(double fromX, double fromY, double toX, double toY, double radius) {
        double reach = radius + 0.5;
        int firstColumn = Math.max(0, (int) Math.floor(Math.min(fromX, toX) - reach));
        int lastColumn = Math.min(side - 1, (int) Math.floor(Math.max(fromX, toX) + reach));
        int firstRow = Math.max(0, (int) Math.floor(Math.min(fromY, toY) - reach));
        int lastRow = Math.min(side - 1, (int) Math.floor(Math.max(fromY, toY) + reach));
        double alongX = toX - fromX;
        double alongY = toY - fromY;
        double inverseLength = 1 / Math.max(1e-12, alongX * alongX + alongY * alongY);
        for (int row = firstRow; row <= lastRow; row++) {
            double offsetY = row + 0.5 - fromY;
            for (int column = firstColumn; column <= lastColumn; column++) {
                double offsetX = column + 0.5 - fromX;
                double t = Math.max(0, Math.min(1, (offsetX * alongX + offsetY * alongY) * inverseLength));
                double missX = offsetX - t * alongX;
                double missY = offsetY - t * alongY;
                double squared = missX * missX + missY * missY;
                int pixel = row * side + column;
                if (squared < nearestSquared[pixel]) {
                    nearestSquared[pixel] = squared;
                }
            }
        }
    }
}
