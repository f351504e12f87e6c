package org.disentangle.metrics.dci;

import org.disentangle.core.Check;

/**
 * Settings of {@code dci-lasso}; alpha is Eastwood and Williams' (2018).
 *
 * @param completeness how factors become one number; their plain mean and the weighted one differ here
 * @param alpha weight of the L1 penalty, at least 0
 */
public record DciLassoOptions(Completeness completeness, double alpha) {
    public static final DciLassoOptions DEFAULT = new DciLassoOptions(Completeness.WEIGHTED, 0.02);

    public DciLassoOptions {
        Check.notNegative("alpha", alpha);
    }
}
