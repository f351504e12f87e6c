package org.disentangle.metrics.statistics;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Gamma;

/**
 * {@code (Z + noncentrality) / sqrt(V / df)} with a standard normal Z and an independent chi-square V. Its distribution function is
 * {@code P(T <= t) = ∫ Φ(t s - noncentrality) f(s) ds}, f the density of {@code s = sqrt(V / df)}.
 */
final class NoncentralT {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private NoncentralT() {}

    /**
     * By the trapezoidal rule in {@code u = log s}, where the integrand is smooth and vanishes at both ends even for one degree of
     * freedom: exact to about 1e-12.
     *
     * @param degreesOfFreedom at least 1
     */
    static double cumulativeProbability(double t, double degreesOfFreedom, double noncentrality) {
        double df = degreesOfFreedom;
        double width = 1 / Math.sqrt(2 * df);
        double step = width / 12;
        // Left of the mode the density falls as exp(df u), right of it as exp(-df exp(2 u) / 2): both ends are below
        // 1e-18.
        double from = -(42 / df + 10 * width);
        double to = Math.min(10 * width, 0.5 * Math.log(100 / df + 20));
        double logScale = Math.log(2) + df / 2 * Math.log(df / 2) - Gamma.logGamma(df / 2);
        double sum = 0;
        long steps = (long) Math.ceil((to - from) / step);
        for (long i = 0; i <= steps; i++) {
            double u = from + i * step;
            double s = Math.exp(u);
            double density = Math.exp(logScale + df * u - df / 2 * s * s);
            sum += density * NORMAL.cumulativeProbability(t * s - noncentrality);
        }
        return Math.min(1, sum * step);
    }
}
