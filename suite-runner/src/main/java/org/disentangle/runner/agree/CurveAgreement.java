package org.disentangle.runner.agree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.runner.experiment.LineNames;

/**
 * How far the first part of the learning curves of one method on one data set are apart, beside how far one engine is from itself when its
 * initial weights are rounded differently.
 *
 * <p>Training amplifies roundings, so no fixed bound holds for curves. What rounding does is measured instead: the curves of engines agree
 * when they are no further apart than {@link #FACTOR} times what a rounding of the initial weights makes of the first engine's. Where that
 * bound is beyond {@link #CHAOS}, any engine would agree, and curves tell nothing: there fewer steps are to be compared.
 *
 * @param line method with settings, on a data set
 * @param seed of the trial
 * @param losses by engine, in the order in which they were named: the loss at each step
 * @param rounded the first engine's losses from weights that were rounded differently, once for each draw
 */
public record CurveAgreement(LineNames.Line line, long seed, Map<String, double[]> losses, List<double[]> rounded)
        implements LineVerdict {
    /** How many times what rounding does. Two draws tell the size of it, no more. */
    static final double FACTOR = 3;
    /** A bound of so much of the loss leaves nothing to compare: an engine that learns nothing at all is hardly further off. */
    static final double CHAOS = 0.1;
    /** Curves this close agree, whatever roundings do: some ten roundings of the loss itself. */
    static final double NOTHING = 1e-6;

    public CurveAgreement {
        losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
        rounded = List.copyOf(rounded);
    }

    public int steps() {
        return reference().length;
    }

    /** The first engine's losses. */
    private double[] reference() {
        return losses.values().iterator().next();
    }

    /** The largest distance of another engine's curve from the first one's; 0 for one engine alone. */
    public double apart() {
        return losses.values().stream()
                .mapToDouble(curve -> distance(curve, reference()))
                .reduce(0, Math::max);
    }

    /** The largest distance that a rounding of the initial weights made. */
    public double noise() {
        return rounded.stream()
                .mapToDouble(curve -> distance(curve, reference()))
                .reduce(0, Math::max);
    }

    /** Whether roundings leave a curve to compare. */
    boolean tells() {
        return FACTOR * noise() <= CHAOS;
    }

    /** A distance that is no number lies in no bound. */
    @Override
    public boolean agrees() {
        return tells() && apart() <= Math.max(FACTOR * noise(), NOTHING);
    }

    /** The mean distance of losses at the same step, as part of the mean size of the first's. */
    private static double distance(double[] curve, double[] reference) {
        double apart = 0;
        double size = 0;
        for (int step = 0; step < reference.length; step++) {
            apart += Math.abs(curve[step] - reference[step]);
            size += Math.abs(reference[step]);
        }
        return apart / Math.max(size, Double.MIN_NORMAL);
    }
}
