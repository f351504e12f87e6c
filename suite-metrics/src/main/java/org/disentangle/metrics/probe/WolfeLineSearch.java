package org.disentangle.metrics.probe;

import org.jspecify.annotations.Nullable;

/**
 * Finds a step along a direction that fulfils the strong Wolfe conditions: it lowers the objective by at least {@value
 * #DECREASE} of what the slope promises, and leaves at most {@value #CURVATURE} of the slope (Nocedal and Wright, algorithms 3.5
 * and 3.6, as one loop that keeps a bracket). Steps inside the bracket are minima of cubics.
 *
 * <p>Close to a minimum the decrease drowns in rounding while slopes are still exact. So a rise by less than {@value #ROUNDING}
 * of the objective counts as none.
 */
final class WolfeLineSearch {
    static final double DECREASE = 1e-4;
    static final double CURVATURE = 0.9;
    static final double ROUNDING = 1e-14;
    private static final int MAXIMUM_EVALUATIONS = 40;
    private static final double GROWTH = 2.5;
    /** An interpolated step keeps this share of the bracket away from its ends. */
    private static final double MARGIN = 0.1;

    private final Lbfgs.Objective objective;
    private int evaluations;

    WolfeLineSearch(Lbfgs.Objective objective) {
        this.objective = objective;
    }

    /** A point with its value and gradient; the arrays are not written to any more. */
    record Point(double[] at, double value, double[] gradient) {}

    /** A point on the line. */
    private record Trial(double step, double value, double slope, Point point) {}

    int evaluations() {
        return evaluations;
    }

    Point at(double[] point) {
        double[] gradient = new double[point.length];
        double value = objective.evaluate(point, gradient);
        evaluations++;
        return new Point(point, value, gradient);
    }

    /** The point it steps to, or null if the direction does not descend or no step was found that lowers the objective. */
    @Nullable
    Point along(Point start, double[] direction) {
        Trial origin = new Trial(0, start.value(), Lbfgs.dot(start.gradient(), direction), start);
        if (!(origin.slope < 0)) {
            return null;
        }
        double slack = ROUNDING * Math.max(1, Math.abs(origin.value));
        Trial low = origin;
        Trial high = null;
        double step = 1;
        for (int i = 0; i < MAXIMUM_EVALUATIONS; i++) {
            Trial trial = trial(start, direction, step);
            boolean lowered = trial.value <= origin.value + DECREASE * step * origin.slope + slack;
            if (!lowered || trial.value > low.value + slack) {
                high = trial;
            } else if (Math.abs(trial.slope) <= -CURVATURE * origin.slope) {
                return trial.point;
            } else {
                double ahead = high == null ? 1 : high.step - low.step;
                if (trial.slope * ahead >= 0) {
                    high = low;
                }
                low = trial;
            }
            step = high == null ? GROWTH * step : between(low, high);
            if (step == low.step) {
                break;
            }
        }
        return low.value < origin.value ? low.point : null;
    }

    private Trial trial(Point start, double[] direction, double step) {
        double[] moved = new double[direction.length];
        for (int j = 0; j < moved.length; j++) {
            moved[j] = Math.fma(step, direction[j], start.at()[j]);
        }
        Point point = at(moved);
        return new Trial(step, point.value(), Lbfgs.dot(point.gradient(), direction), point);
    }

    /** The minimum of the cubic through both ends, kept off the ends; the middle where there is none (equation 3.59). */
    private static double between(Trial low, Trial high) {
        double width = high.step - low.step;
        double middle = low.step + width / 2;
        double d1 = low.slope + high.slope - 3 * (low.value - high.value) / (low.step - high.step);
        double d2 = Math.signum(width) * Math.sqrt(d1 * d1 - low.slope * high.slope);
        double minimum = high.step - width * (high.slope + d2 - d1) / (high.slope - low.slope + 2 * d2);
        double share = (minimum - low.step) / width;
        // Also true of NaN, where a value is infinite or the cubic has no minimum.
        if (!(share >= 0 && share <= 1)) {
            return middle;
        }
        return low.step + width * Math.max(MARGIN, Math.min(1 - MARGIN, share));
    }
}
