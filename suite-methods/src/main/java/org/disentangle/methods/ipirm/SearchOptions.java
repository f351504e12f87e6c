package org.disentangle.methods.ipirm;

import org.disentangle.core.Check;

/**
 * How partitions are searched for (the maximisation step).
 *
 * @param every epochs between two searches; the first is before training
 * @param penaltyWeight lambda2, of the penalty within what is maximised, at least 0
 * @param constraint against partitions that put nearly everything into one environment
 * @param batch images that are compared with each other at a time
 * @param epochs passes over the images at most; from the 52nd on, five without improvement end the search
 * @param offline whether the views are drawn and encoded once for the whole search; if not, anew for each of its passes
 * @param randomInit whether each search starts from random logits; if not, from where the last one ended
 */
public record SearchOptions(
        int every,
        double penaltyWeight,
        Constraint constraint,
        int batch,
        int epochs,
        boolean offline,
        boolean randomInit) {
    /** The authors' settings for STL-10. */
    public static final SearchOptions DEFAULT = new SearchOptions(50, 0.5, Constraint.RELAXED, 3096, 61, true, true);

    public SearchOptions {
        Check.within("every", every, 1, 1 << 20);
        Check.notNegative("penalty_weight", penaltyWeight);
        Check.within("batch", batch, 2, 1 << 13);
        Check.within("epochs", epochs, 1, 61);
    }
}
