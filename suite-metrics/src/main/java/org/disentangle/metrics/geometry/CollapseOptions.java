package org.disentangle.metrics.geometry;

import org.disentangle.core.Check;

/**
 * Settings of {@code collapse}.
 *
 * @param dead a dimension is dead if its deviation is at most this share of the root mean square of all the block's numbers
 */
public record CollapseOptions(double dead) {
    public static final CollapseOptions DEFAULT = new CollapseOptions(1e-6);

    public CollapseOptions {
        Check.within("dead", dead, 0, 1);
    }
}
