package org.disentangle.metrics.statistics;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How many pairs of equal seeds Student's two-sided paired t test would need to separate two methods, if their differences go on to have
 * the mean and the deviation seen so far. The power is that of the noncentral t distribution with n - 1 degrees of freedom and
 * noncentrality {@code sqrt(n) mean / deviation} (Cohen 1988, section 2.5), integrated numerically, not approximated or simulated.
 *
 * <p>It is a plan, not a result: a mean and a deviation of few seeds are themselves uncertain, so the true need may well be half or
 * double of it. The power of seeds that have run already, computed from their own mean, says nothing that their p-value does not.
 *
 * @param effect mean difference by its sample deviation (Cohen's d_z); negative if the first method is lower
 * @param pairs the smallest number that reaches the power
 * @param more how many of them are still to be run, at least 0
 * @param reason why there is no number
 */
public record SeedsNeeded(OptionalDouble effect, OptionalInt pairs, OptionalInt more, Optional<String> reason) {

    /** No more pairs than these are planned. */
    public static final int MOST = 1_000_000;

    /**
     * @param differences of equal seeds, first method less second
     * @param significance of the test to come, two-sided, such as 0.05
     * @param power the chance with which it is to separate them, above the significance, such as 0.8
     * @return without a number below {@value SeedStatistics#FEWEST_FOR_INTERVAL} pairs, if all differences are equal, or if more than
     *     {@value #MOST} pairs would be needed
     * @throws IllegalArgumentException if a difference is not finite, or not 0 &lt; significance &lt; power &lt; 1
     */
    public static SeedsNeeded of(double[] differences, double significance, double power) {
        requireShares(significance, power);
        double[] sorted = Finite.sorted("Plans of seeds", differences);
        int n = sorted.length;
        if (n < SeedStatistics.FEWEST_FOR_INTERVAL) {
            return absent(
                    OptionalDouble.empty(),
                    "A plan needs " + SeedStatistics.FEWEST_FOR_INTERVAL + " pairs of equal seeds, not " + n);
        }
        if (Finite.allEqual(sorted)) {
            return absent(OptionalDouble.empty(), "All differences are equal, so that nothing says how they scatter");
        }
        double effect = StatUtils.mean(sorted) / Math.sqrt(StatUtils.variance(sorted));
        OptionalInt pairs = pairs(effect, significance, power);
        if (pairs.isEmpty()) {
            return absent(
                    OptionalDouble.of(effect),
                    "The difference seen is so near to none that more than " + MOST + " pairs would be needed");
        }
        int more = Math.max(0, pairs.getAsInt() - n);
        return new SeedsNeeded(OptionalDouble.of(effect), pairs, OptionalInt.of(more), Optional.empty());
    }

    /**
     * @param effect mean by deviation of differences; its sign does not matter
     * @return the smallest number of pairs, at least 2; empty above {@value #MOST}
     */
    public static OptionalInt pairs(double effect, double significance, double power) {
        requireShares(significance, power);
        Finite.require("Plans of seeds", effect);
        int enough = 2;
        while (power(effect, enough, significance) < power) {
            if (enough >= MOST) {
                return OptionalInt.empty();
            }
            enough = Math.min(MOST, 2 * enough);
        }
        int tooFew = enough / 2;
        while (enough - tooFew > 1) {
            int middle = (enough + tooFew) >>> 1;
            if (power(effect, middle, significance) < power) {
                tooFew = middle;
            } else {
                enough = middle;
            }
        }
        return OptionalInt.of(enough);
    }

    /**
     * The chance that the two-sided paired t test rejects "equal", on whichever side.
     *
     * @param effect mean by deviation of normal differences
     * @param pairs at least 2
     * @param significance in (0, 1)
     */
    public static double power(double effect, int pairs, double significance) {
        if (pairs < 2) {
            throw new IllegalArgumentException("Student's t needs two pairs, not " + pairs);
        }
        Interval.requireLevel(significance);
        int df = pairs - 1;
        double critical = -new TDistribution(null, df, 1e-12).inverseCumulativeProbability(significance / 2);
        double noncentrality = Math.abs(effect) * Math.sqrt(pairs);
        // P(T > c) is P(-T < -c), and -T has the opposite noncentrality.
        return NoncentralT.cumulativeProbability(-critical, df, -noncentrality)
                + NoncentralT.cumulativeProbability(-critical, df, noncentrality);
    }

    private static void requireShares(double significance, double power) {
        if (!(significance > 0 && significance < power && power < 1)) {
            throw new IllegalArgumentException("Not 0 < significance < power < 1: " + significance + ", " + power);
        }
    }

    private static SeedsNeeded absent(OptionalDouble effect, String reason) {
        return new SeedsNeeded(effect, OptionalInt.empty(), OptionalInt.empty(), Optional.of(reason));
    }
}
