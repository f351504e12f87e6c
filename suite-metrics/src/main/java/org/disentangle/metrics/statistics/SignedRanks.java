package org.disentangle.metrics.statistics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.disentangle.metrics.statistics.PairedTest.Alternative;

/**
 * Ranks of the sizes of differences that are not 0, and the distribution of the sum of the positive ones when signs are flipped.
 *
 * @param doubled twice each rank, so that shared ranks are whole
 * @param positiveDoubled twice the sum of the ranks of positive differences
 */
record SignedRanks(int[] doubled, int positiveDoubled) {

    static SignedRanks of(double[] differences) {
        double tolerance = Finite.tolerance(differences);
        double[] sizes = Arrays.stream(differences)
                .map(d -> Math.abs(d) <= tolerance ? 0 : Math.abs(d))
                .toArray();
        double[] ranks = Ranks.ascending(sizes, tolerance).ranks();
        int[] doubled = new int[sizes.length];
        int kept = 0;
        int positive = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] > 0) {
                doubled[kept] = (int) Math.round(2 * ranks[i]);
                positive += differences[i] > 0 ? doubled[kept] : 0;
                kept++;
            }
        }
        return new SignedRanks(Arrays.copyOf(doubled, kept), positive);
    }

    double positive() {
        return positiveDoubled / 2.0;
    }

    double exact(Alternative alternative) {
        int most = Arrays.stream(doubled).sum();
        // ways[s]: how many of the 2^n flips make the positive ranks sum to s / 2. Whole below 2^53, so the sums are
        // exact.
        double[] ways = new double[most + 1];
        ways[0] = 1;
        for (int rank : doubled) {
            for (int sum = most; sum >= rank; sum--) {
                ways[sum] += ways[sum - rank];
            }
        }
        double all = Math.pow(2, doubled.length);
        double less = Arrays.stream(ways, 0, positiveDoubled + 1).sum() / all;
        double greater = Arrays.stream(ways, positiveDoubled, most + 1).sum() / all;
        return choose(alternative, less, greater);
    }

    double normal(Alternative alternative) {
        double mean = 0;
        double variance = 0;
        for (int rank : doubled) {
            mean += rank / 4.0;
            variance += rank * (rank / 16.0);
        }
        if (variance == 0) {
            return 1;
        }
        double z = (positive() - mean) / Math.sqrt(variance);
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        return choose(alternative, normal.cumulativeProbability(z), normal.cumulativeProbability(-z));
    }

    private static double choose(Alternative alternative, double less, double greater) {
        return switch (alternative) {
            case TWO_SIDED -> Math.min(1, 2 * Math.min(less, greater));
            case GREATER -> greater;
            case LESS -> less;
        };
    }
}
