package org.disentangle.metrics.statistics;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The range of k independent standard normal numbers: Tukey's studentized range with infinitely many degrees of freedom.
 *
 * <p>{@code P(range <= q) = k ∫ φ(z) [Φ(z) - Φ(z - q)]^(k - 1) dz}. The integrand is analytic and vanishes at both ends, so the
 * trapezoidal rule converges faster than any power of its step: with this step it is exact to rounding, for two numbers as for a hundred.
 */
public final class StudentizedRange {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    /** Beyond it the normal density is below 1e-18. */
    private static final double END = 9;

    private static final double STEP = 1 / 32.0;

    private StudentizedRange() {}

    /**
     * @param q in standard deviations
     * @param k how many numbers, at least 2
     * @return P(range at most q)
     */
    public static double cumulativeProbability(double q, int k) {
        requireAtLeastTwo(k);
        if (q <= 0) {
            return 0;
        }
        double sum = 0;
        for (double z = -END; z <= END; z += STEP) {
            double within = NORMAL.cumulativeProbability(z) - NORMAL.cumulativeProbability(z - q);
            sum += NORMAL.density(z) * Math.pow(within, k - 1);
        }
        return Math.min(1, k * STEP * sum);
    }

    /**
     * @param p in (0, 1)
     * @param k how many numbers, at least 2
     * @return the range that is not exceeded with probability p, to 1e-10
     */
    public static double quantile(double p, int k) {
        requireAtLeastTwo(k);
        Interval.requireLevel(p);
        return new BrentSolver(1e-14, 1e-10).solve(1000, q -> cumulativeProbability(q, k) - p, 0, 4 * END);
    }

    private static void requireAtLeastTwo(int k) {
        if (k < 2) {
            throw new IllegalArgumentException("A range needs at least two numbers, not " + k);
        }
    }
}
