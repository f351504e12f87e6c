package org.disentangle.metrics.statistics;

import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * "k of n", such as the seeds that are diagonal or that survived.
 *
 * @param successes k, in {@code 0..trials}
 * @param trials n, at least 1
 */
public record Proportion(int successes, int trials) {

    /** @throws IllegalArgumentException if there are no trials, or more successes than trials, or fewer than none */
    public Proportion {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(successes + " of " + trials + " is not a share of trials");
        }
    }

    /** k / n. */
    public double share() {
        return (double) successes / trials;
    }

    /**
     * The exact interval of Clopper and Pearson (1934): it holds the true share at least as often as its level says, for every n, and is
     * wide for that. Its ends are quantiles of beta distributions.
     */
    public Interval clopperPearson(double level) {
        Interval.requireLevel(level);
        double outside = (1 - level) / 2;
        double lower = successes == 0 ? 0 : beta(successes, trials - successes + 1.0, outside);
        double upper = successes == trials ? 1 : beta(successes + 1.0, trials - successes, 1 - outside);
        return new Interval(level, lower, upper);
    }

    /** Wilson's score interval (1927), without a correction for continuity: it holds the true share about as often as its level says. */
    public Interval wilson(double level) {
        Interval.requireLevel(level);
        double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + level) / 2);
        double p = share();
        double spread = z * Math.sqrt(p * (1 - p) / trials + z * z / (4.0 * trials * trials));
        double scale = 1 + z * z / trials;
        double centre = p + z * z / (2 * trials);
        // At 0 and n of n the ends are exactly 0 and 1; rounding leaves 1e-17 beside them.
        double lower = successes == 0 ? 0 : (centre - spread) / scale;
        double upper = successes == trials ? 1 : (centre + spread) / scale;
        return new Interval(level, lower, upper);
    }

    private static double beta(double alpha, double beta, double p) {
        return new BetaDistribution(null, alpha, beta, 1e-14).inverseCumulativeProbability(p);
    }
}
