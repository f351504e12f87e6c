package org.disentangle.metrics.geometry;

import org.disentangle.core.Check;

/**
 * Settings of {@code redundancy}.
 *
 * @param ridge added to the diagonal of both correlation matrices before canonical correlations are taken, at least 1e-9; with more it takes
 *     less notice of directions that hardly vary
 */
public record RedundancyOptions(double ridge) {
    public static final RedundancyOptions DEFAULT = new RedundancyOptions(1e-3);

    public RedundancyOptions {
        Check.within("ridge", ridge, 1e-9, 1e6);
    }
}
