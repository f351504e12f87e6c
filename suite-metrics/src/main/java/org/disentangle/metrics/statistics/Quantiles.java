package org.disentangle.metrics.statistics;

/**
 * Quantiles by linear interpolation between order statistics: definition 7 of the nine of Hyndman and Fan (1996), the default of
 * NumPy ({@code method="linear"}) and R. The p-quantile of n sorted values lies at position {@code (n - 1) p}, counted from 0.
 */
final class Quantiles {
    private Quantiles() {}

    /**
     * @param sorted ascending, at least one value
     * @param p in 0..1
     */
    static double linear(double[] sorted, double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("A quantile lies at a share of 0 to 1, not at " + p);
        }
        double position = (sorted.length - 1) * p;
        int below = (int) position;
        double low = sorted[below];
        double high = sorted[Math.min(below + 1, sorted.length - 1)];
        double weight = position - below;
        // From the nearer end, as NumPy does, so that rounding cannot carry the value past either.
        return weight < 0.5 ? low + (high - low) * weight : high - (high - low) * (1 - weight);
    }

    /** The central interval: as much of the values below it as above. */
    static Interval central(double[] sorted, double level) {
        return new Interval(level, linear(sorted, (1 - level) / 2), linear(sorted, 1 - (1 - level) / 2));
    }
}
