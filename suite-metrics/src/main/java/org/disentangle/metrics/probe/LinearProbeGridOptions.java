package org.disentangle.metrics.probe;

import org.disentangle.core.Check;

/**
 * Settings of {@code linear-probe-grid}; the defaults are those of the protocol of Ericsson et al. (2021).
 *
 * @param penalties so many values of 1/C are tried
 * @param smallest decimal logarithm of the smallest 1/C
 * @param largest decimal logarithm of the largest 1/C
 * @param validation share of the training rows that choose, in 0.01 to 0.9
 * @param tolerance on the largest absolute component of the gradient
 * @param iterations at most this many steps per fit
 */
public record LinearProbeGridOptions(
        int penalties, double smallest, double largest, double validation, double tolerance, int iterations) {
    public static final LinearProbeGridOptions DEFAULT = new LinearProbeGridOptions(45, -6, 5, 0.2, 1e-5, 1000);

    public LinearProbeGridOptions {
        Check.within("penalties", penalties, 1, 1000);
        Check.within("smallest", smallest, -12, 12);
        Check.within("largest", largest, smallest, 12);
        Check.within("validation", validation, 0.01, 0.9);
        Check.positive("tolerance", tolerance);
        Check.within("iterations", iterations, 1, 1_000_000);
    }
}
