package org.disentangle.metrics.dci;

import org.disentangle.core.Check;
import org.disentangle.metrics.tree.ForestOptions;

/**
 * Settings of {@code dci-forest}.
 *
 * @param completeness how factors become one number
 * @param widest dimensions up to which a block is scored by dimension; a wider one by its first 10 principal components, whitened
 * @param trainRows up to which all training rows are used, of more so many drawn at random; at least 2
 * @param forest trees and depths
 */
public record DciForestOptions(Completeness completeness, int widest, int trainRows, ForestOptions forest) {
    public static final DciForestOptions DEFAULT =
            new DciForestOptions(Completeness.WEIGHTED, 64, 10_000, ForestOptions.DEFAULT);

    public DciForestOptions {
        Check.within("widest", widest, 1, 65_536);
        Check.within("train_rows", trainRows, 2, 100_000_000);
    }
}
