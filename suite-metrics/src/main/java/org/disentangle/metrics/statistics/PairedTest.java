package org.disentangle.metrics.statistics;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.disentangle.core.random.SeedStreams;

/**
 * A test of whether one method's scores lie above another's on equal seeds, by their differences (first less second). The order of the
 * differences leaves no trace.
 *
 * <p>Which one: {@link #signFlip} asks least, only that a difference is as likely as its negative if the methods are equal;
 * {@link #wilcoxon} looks at the order of the differences alone, so that one huge one cannot decide; {@link #studentT} supposes normal
 * differences. Choose before looking at the p-values, and correct those of many comparisons ({@link Holm}).
 *
 * @param name such as {@code wilcoxon}
 * @param pairs how many differences there were
 * @param statistic of sign flips the mean difference; of Wilcoxon the sum of the ranks of positive differences; of Student t
 * @param pValue in 0..1: the chance of differences at least so far from 0 if the methods are equal
 * @param smallestPValue what the p-value could not fall below with so many pairs, however large the differences: with four pairs no
 *     two-sided test of signs reaches 0.05. 0 for Student's t.
 * @param exact whether the p-value comes from all arrangements, not from some drawn ones or an approximation
 * @param reason why there is no p-value
 */
public record PairedTest(
        String name,
        int pairs,
        OptionalDouble statistic,
        OptionalDouble pValue,
        double smallestPValue,
        boolean exact,
        Optional<String> reason) {

    /** Up to so many pairs all 2^n flips of signs are looked at. */
    public static final int MOST_FOR_ALL_FLIPS = 20;
    /** So many flips are drawn where there are more: a p-value of 0.05 then has a standard error of 0.0007. */
    public static final int DRAWN_FLIPS = 100_000;
    /** Up to so many pairs Wilcoxon's distribution is the exact one. */
    public static final int MOST_FOR_EXACT_RANKS = 50;

    private static final String WHAT = "Paired tests";

    /** What is held against "equal". */
    public enum Alternative {
        /** The methods differ. */
        TWO_SIDED,
        /** The first method's scores are higher. */
        GREATER,
        /** The first method's scores are lower. */
        LESS
    }

    /**
     * Fisher's randomisation test of the mean difference (Fisher 1935, section 21): its p-value is the share of all 2^n ways to flip the
     * signs whose mean lies at least as far out. Above {@value #MOST_FOR_ALL_FLIPS} pairs {@value #DRAWN_FLIPS} ways are drawn, and the
     * p-value is (1 + those that lie as far out) / (1 + those drawn) (Phipson and Smyth 2010), which is never 0. Means that differ by
     * rounding alone are equal. Differences of 0 stay in; they change nothing.
     *
     * @param streams the stream {@code sign-flip} is drawn from, if any
     * @throws IllegalArgumentException if a difference is not finite
     */
    public static PairedTest signFlip(double[] differences, Alternative alternative, SeedStreams streams) {
        double[] sorted = Finite.sorted(WHAT, differences);
        if (sorted.length == 0) {
            return absent("sign-flip", 0, "There are no pairs of equal seeds");
        }
        boolean exact = sorted.length <= MOST_FOR_ALL_FLIPS;
        double p = exact ? SignFlips.all(sorted, alternative) : SignFlips.drawn(sorted, alternative, streams);
        double smallest = exact ? smallest(sorted.length, alternative) : 1.0 / (DRAWN_FLIPS + 1);
        return present("sign-flip", sorted.length, StatUtils.mean(sorted), p, smallest, exact);
    }

    /**
     * Wilcoxon's signed-rank test (1945). Differences of 0 are treated as Pratt (1959) does: they are ranked with the others, and then
     * left out. Wilcoxon left them out before ranking ({@code zero_method="wilcox"} of SciPy), by which a p-value can fall when pairs
     * without any difference are added. Equal sizes share the mean of their ranks; differences that are equal but for rounding are
     * equal.
     *
     * <p>Up to {@value #MOST_FOR_EXACT_RANKS} pairs the p-value comes from all flips of the signs of the ranks as they are, ties and
     * zeros included (SciPy 1.10 supposes there are no ties). Beyond, the normal approximation with the variance of these ranks,
     * without a correction for continuity. Two-sided p-values are twice the smaller tail, at most 1.
     *
     * @throws IllegalArgumentException if a difference is not finite
     */
    public static PairedTest wilcoxon(double[] differences, Alternative alternative) {
        double[] sorted = Finite.sorted(WHAT, differences);
        if (sorted.length == 0) {
            return absent("wilcoxon", 0, "There are no pairs of equal seeds");
        }
        SignedRanks ranks = SignedRanks.of(sorted);
        boolean exact = sorted.length <= MOST_FOR_EXACT_RANKS;
        double p = exact ? ranks.exact(alternative) : ranks.normal(alternative);
        double smallest = exact ? smallest(sorted.length, alternative) : 0;
        return present("wilcoxon", sorted.length, ranks.positive(), p, smallest, exact);
    }

    /**
     * Student's paired t test, n - 1 degrees of freedom. Without a p-value below two pairs, and where all differences are equal but for
     * rounding: their spread is 0 and t infinite or undefined.
     *
     * @throws IllegalArgumentException if a difference is not finite
     */
    public static PairedTest studentT(double[] differences, Alternative alternative) {
        double[] sorted = Finite.sorted(WHAT, differences);
        int n = sorted.length;
        if (n < 2) {
            return absent("student-t", n, "Student's t needs two pairs of equal seeds, not " + n);
        }
        if (Finite.allEqual(sorted)) {
            return absent("student-t", n, "All differences are equal, so that t has no spread to be measured by");
        }
        double t = StatUtils.mean(sorted) / Math.sqrt(StatUtils.variance(sorted) / n);
        TDistribution distribution = new TDistribution(null, n - 1);
        double p =
                switch (alternative) {
                    case TWO_SIDED -> Math.min(1, 2 * distribution.cumulativeProbability(-Math.abs(t)));
                    case GREATER -> distribution.cumulativeProbability(-t);
                    case LESS -> distribution.cumulativeProbability(t);
                };
        return present("student-t", n, t, p, 0, true);
    }

    private static double smallest(int pairs, Alternative alternative) {
        return Math.min(1, (alternative == Alternative.TWO_SIDED ? 2 : 1) * Math.pow(2, -pairs));
    }

    private static PairedTest present(
            String name, int pairs, double statistic, double p, double smallest, boolean exact) {
        return new PairedTest(
                name, pairs, OptionalDouble.of(statistic), OptionalDouble.of(p), smallest, exact, Optional.empty());
    }

    private static PairedTest absent(String name, int pairs, String reason) {
        return new PairedTest(
                name, pairs, OptionalDouble.empty(), OptionalDouble.empty(), 1, false, Optional.of(reason));
    }
}
