package org.disentangle.metrics.neighbours;

import org.disentangle.metrics.ClassLabels;

/** Votes of neighbours for a class; of classes with equally many votes, the lowest wins. */
public final class NeighborVote {
    private NeighborVote() {}

    /**
     * Every neighbour has weight {@code exp(cosine / temperature)} (Wu et al. 2018).
     *
     * @param rows of the bank, nearest first
     * @param temperature above 0
     */
    public static int weighted(int[] rows, double[] cosines, ClassLabels bank, double temperature) {
        double[] votes = new double[bank.cardinality()];
        for (int i = 0; i < rows.length; i++) {
            // Relative to the nearest: a common factor changes no order, and the weights cannot overflow.
            votes[bank.values()[rows[i]]] += Math.exp((cosines[i] - cosines[0]) / temperature);
        }
        return largest(votes);
    }

    /**
     * Every one of the first k neighbours has one vote.
     *
     * @param k from 1; all rows if there are fewer
     */
    public static int plain(int[] rows, ClassLabels bank, int k) {
        double[] votes = new double[bank.cardinality()];
        for (int i = 0; i < Math.min(k, rows.length); i++) {
            votes[bank.values()[rows[i]]]++;
        }
        return largest(votes);
    }

    private static int largest(double[] votes) {
        int largest = 0;
        for (int c = 1; c < votes.length; c++) {
            if (votes[c] > votes[largest]) {
                largest = c;
            }
        }
        return largest;
    }
}
