package org.disentangle.methods.invariance;

import org.disentangle.core.Check;

/**
 * The weight lambda of an invariance term, fixed or adapted by dual ascent (Eastwood et al. 2023, {@code update_lambdas}): {@code
 * lambda <- max(0, lambda + rate (constraint - tolerance))} after every step, the constraint being free of the temperature: {@code
 * 1 - mean cosine}, or the mean squared difference.
 *
 * @param initial lambda at the start; the authors have 1 for the SimCLR form and 25 for VICReg
 * @param rate of the ascent; 0 keeps lambda as it is. It falls along a half cosine to a thousandth. Not scaled by the batch: the
 *     authors' {@code base_lr_lambda} times batch / 256.
 * @param tolerance what the constraint may be without lambda growing
 * @param warmupSteps in which lambda is left alone
 * @param content whether the content's lambda is adapted too, or the styles' alone
 */
public record AdaptiveWeight(double initial, double rate, double tolerance, int warmupSteps, boolean content) {
    /** Fixed at 1. */
    public static final AdaptiveWeight DEFAULT = new AdaptiveWeight(1, 0, 0.001, 0, true);

    private static final double END = 0.001;

    public AdaptiveWeight {
        Check.notNegative("initial", initial);
        Check.notNegative("rate", rate);
        Check.notNegative("tolerance", tolerance);
        Check.within("warmup_steps", warmupSteps, 0, 100_000_000);
    }

    boolean adapts() {
        return rate > 0;
    }

    /** The rate at a step of so many. */
    double rate(long step, long steps) {
        if (step < warmupSteps) {
            return 0;
        }
        double done = (double) (step - warmupSteps) / Math.max(1, steps - warmupSteps);
        return rate * (END + (1 - END) * 0.5 * (1 + StrictMath.cos(StrictMath.PI * done)));
    }
}
