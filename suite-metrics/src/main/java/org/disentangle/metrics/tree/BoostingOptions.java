package org.disentangle.metrics.tree;

import org.disentangle.core.Check;

/**
 * Settings of gradient boosted trees; the defaults are scikit-learn's, which disentanglement_lib uses.
 *
 * @param stages how many times trees are added, at least 1
 * @param learningRate what part of each tree is added, above 0
 * @param depth of the trees, from 1 to 16
 */
public record BoostingOptions(int stages, double learningRate, int depth) {
    public static final BoostingOptions DEFAULT = new BoostingOptions(100, 0.1, 3);

    private static final int MOST_STAGES = 10_000;
    private static final int DEEPEST = 16;

    public BoostingOptions {
        Check.within("stages", stages, 1, MOST_STAGES);
        Check.positive("learning_rate", learningRate);
        Check.within("depth", depth, 1, DEEPEST);
    }
}
