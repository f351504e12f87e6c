package org.disentangle.metrics.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StratifiedFoldsTest {

    /** {@code [f for _, t in StratifiedKFold(3).split(y, y)]} of scikit-learn 1.2.1. */
    @Test
    void folds_are_those_of_scikit_learn() {
        int[] labels = {2, 0, 0, 1, 2, 2, 0, 1, 0, 2, 0, 1, 0};
        assertThat(StratifiedFolds.of(labels, 4, 3)).containsExactly(FOLDS);
    }

    private static final int[] FOLDS = {0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2};
}
