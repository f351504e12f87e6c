package org.disentangle.metrics.statistics;

import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.statistics.PairedTest.Alternative;

/** Sums of differences with their signs flipped, held against the sum as it is. */
final class SignFlips {
    private SignFlips() {}

    /** The share of all 2^n sums that lie at least as far out. */
    static double all(double[] differences, Alternative alternative) {
        int half = differences.length / 2;
        double[] low = sums(differences, 0, half);
        double[] high = sums(differences, half, differences.length);
        FarOut farOut = FarOut.of(differences, alternative);
        long count = 0;
        for (double a : low) {
            for (double b : high) {
                count += farOut.holds(a + b) ? 1 : 0;
            }
        }
        return (double) count / ((long) low.length * high.length);
    }

    static double drawn(double[] differences, Alternative alternative, SeedStreams streams) {
        UniformRandomProvider random = streams.stream("sign-flip");
        FarOut farOut = FarOut.of(differences, alternative);
        long count = 0;
        for (int draw = 0; draw < PairedTest.DRAWN_FLIPS; draw++) {
            double sum = 0;
            long signs = 0;
            for (int i = 0; i < differences.length; i++) {
                signs = i % Long.SIZE == 0 ? random.nextLong() : signs >>> 1;
                sum += (signs & 1) == 0 ? differences[i] : -differences[i];
            }
            count += farOut.holds(sum) ? 1 : 0;
        }
        return (count + 1.0) / (PairedTest.DRAWN_FLIPS + 1);
    }

    /** All sums of a part, each added up on its own: sums made from one another would gather rounding. */
    private static double[] sums(double[] differences, int from, int to) {
        double[] sums = new double[1 << (to - from)];
        for (int signs = 0; signs < sums.length; signs++) {
            for (int i = from; i < to; i++) {
                sums[signs] += (signs >> (i - from) & 1) == 0 ? differences[i] : -differences[i];
            }
        }
        return sums;
    }

    /** @param tolerance sums no further apart than this are equal */
    private record FarOut(double observed, double tolerance, Alternative alternative) {

        static FarOut of(double[] differences, Alternative alternative) {
            double sum = 0;
            double sizes = 0;
            for (double difference : differences) {
                sum += difference;
                sizes += Math.abs(difference);
            }
            return new FarOut(sum, Finite.tolerance(sizes), alternative);
        }

        boolean holds(double sum) {
            return switch (alternative) {
                case TWO_SIDED -> Math.abs(sum) >= Math.abs(observed) - tolerance;
                case GREATER -> sum >= observed - tolerance;
                case LESS -> sum <= observed + tolerance;
            };
        }
    }
}
