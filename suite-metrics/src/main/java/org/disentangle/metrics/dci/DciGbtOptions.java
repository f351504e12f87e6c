package org.disentangle.metrics.dci;

import org.disentangle.core.Check;
import org.disentangle.metrics.tree.BoostingOptions;

/**
 * Settings of {@code dci-gbt}; the defaults are disentanglement_lib's, except that {@code widest} is ours.
 *
 * @param completeness how factors become one number
 * @param widest dimensions up to which a block is scored by dimension; a wider one by its first 10 principal components, whitened
 * @param trainRows up to which all training rows are used, of more so many drawn at random; at least 2
 * @param trees of the gradient boosting
 */
public record DciGbtOptions(Completeness completeness, int widest, int trainRows, BoostingOptions trees) {
    public static final DciGbtOptions DEFAULT =
            new DciGbtOptions(Completeness.WEIGHTED, 64, 10_000, BoostingOptions.DEFAULT);

    public DciGbtOptions {
        Check.within("widest", widest, 1, 65_536);
        Check.within("train_rows", trainRows, 2, 100_000_000);
    }
}
