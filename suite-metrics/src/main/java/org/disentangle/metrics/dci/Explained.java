package org.disentangle.metrics.dci;

/**
 * What an estimator makes of a block for all factors.
 *
 * @param importance codes by factors
 * @param predicted {@code [factors][test rows]}: classes or numbers
 * @param known the same for the training rows
 * @param converged whether every fit ended within its tolerance
 */
record Explained(Importance importance, double[][] predicted, double[][] known, boolean converged) {}
