package org.disentangle.metrics.information;

import java.util.Arrays;

/** The area under the receiver operating characteristic. */
final class RocCurve {
    private RocCurve() {}

    /**
     * The share of pairs of a positive and a negative row where the positive has the higher score, ties counting half.
     *
     * @param scores {@code [rows]}
     * @return NaN if there are no positive or no negative rows
     */
    static double area(double[] scores, int[] labels, int positive) {
        int count = 0;
        for (int label : labels) {
            count += label == positive ? 1 : 0;
        }
        double[] positives = new double[count];
        double[] negatives = new double[labels.length - count];
        int p = 0;
        int n = 0;
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] == positive) {
                positives[p++] = scores[row];
            } else {
                negatives[n++] = scores[row];
            }
        }
        Arrays.sort(positives);
        Arrays.sort(negatives);
        long halves = 0;
        int below = 0;
        int notAbove = 0;
        for (double score : positives) {
            while (below < n && negatives[below] < score) {
                below++;
            }
            notAbove = Math.max(notAbove, below);
            while (notAbove < n && negatives[notAbove] <= score) {
                notAbove++;
            }
            halves += below + notAbove;
        }
        return halves / (2.0 * p * n);
    }
}
