package org.disentangle.metrics.dci;

import java.util.List;

/**
 * What an estimator makes of a block for all factors.
 *
 * @param importance codes by factors
 * @param predicted {@code [factors][test rows]}: classes or numbers
 * @param known the same for the training rows
 * @param converged whether every fit ended within its tolerance
 */
record Explained(Importance importance, double[][] predicted, double[][] known, boolean converged) {

    /**
     * What it makes of the block for one factor.
     *
     * @param importances per code dimension, not negative
     * @param predicted per test row
     * @param known per training row
     */
    record Factor(double[] importances, double[] predicted, double[] known, boolean converged) {}

    /** @param factors at least one */
    static Explained of(List<Factor> factors) {
        double[][] importance = new double[factors.get(0).importances().length][factors.size()];
        for (int factor = 0; factor < factors.size(); factor++) {
            for (int code = 0; code < importance.length; code++) {
                importance[code][factor] = factors.get(factor).importances()[code];
            }
        }
        return new Explained(
                new Importance(importance),
                factors.stream().map(Factor::predicted).toArray(double[][]::new),
                factors.stream().map(Factor::known).toArray(double[][]::new),
                factors.stream().allMatch(Factor::converged));
    }
}
