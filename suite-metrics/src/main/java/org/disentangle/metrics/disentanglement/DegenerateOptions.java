package org.disentangle.metrics.disentanglement;

import org.disentangle.core.Check;

/**
 * From which value on each kind of degenerate solution counts as found; the scores themselves do not depend on them.
 *
 * @param random of {@code degenerate/random}
 * @param rotated of {@code degenerate/rotated}
 * @param duplicated of {@code degenerate/duplicated}; the run that Burns et al. (2021, Table 7) call a matter of task difficulty has 0.65
 */
public record DegenerateOptions(double random, double rotated, double duplicated) {
    public static final DegenerateOptions DEFAULT = new DegenerateOptions(0.9, 0.9, 0.5);

    public DegenerateOptions {
        Check.within("random", random, 0, 1);
        Check.within("rotated", rotated, 0, 1);
        Check.within("duplicated", duplicated, 0, 1);
    }
}
