package org.disentangle.metrics.probe;

import java.util.Arrays;

/** Folds with as equal shares of every class as can be, in the order of the rows: those of scikit-learn's {@code StratifiedKFold} without shuffling. */
final class StratifiedFolds {
    private StratifiedFolds() {}

    /**
     * @param labels from 0
     * @return the fold of each row
     */
    static int[] of(int[] labels, int classes, int folds) {
        // Classes in the order in which they come first.
        int[] rank = new int[classes];
        Arrays.fill(rank, -1);
        int seen = 0;
        for (int label : labels) {
            if (rank[label] < 0) {
                rank[label] = seen++;
            }
        }
        int[] sorted = Arrays.stream(labels).map(label -> rank[label]).sorted().toArray();
        int[][] open = new int[seen][folds];
        for (int i = 0; i < sorted.length; i++) {
            open[sorted[i]][i % folds]++;
        }
        int[] fold = new int[labels.length];
        int[] current = new int[seen];
        for (int row = 0; row < labels.length; row++) {
            int c = rank[labels[row]];
            while (open[c][current[c]] == 0) {
                current[c]++;
            }
            open[c][current[c]]--;
            fold[row] = current[c];
        }
        return fold;
    }
}
