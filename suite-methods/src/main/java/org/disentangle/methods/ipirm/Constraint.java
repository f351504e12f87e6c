package org.disentangle.methods.ipirm;

import java.util.Arrays;

/** What uneven partitions cost; H is the entropy, in nats, of the mean soft assignment of a batch. */
public enum Constraint {
    /** Nothing. */
    OFF,
    /** {@code -H}: even partitions are always wanted. */
    STRICT,
    /**
     * {@code max(0, H* - H)}: nothing while the partition is even enough. H* is the entropy of shares of which one is twice as
     * large as each of the others. With two environments that is H(2/3, 1/3) = 0.6365, the number in the authors' code; for more
     * the code has none.
     */
    RELAXED;

    /** Keeps the logarithm of an empty share finite. */
    private static final double TINY = 1e-12;

    /** @param shares of the environments, summing to 1 */
    double value(double[] shares) {
        return switch (this) {
            case OFF -> 0;
            case STRICT -> -entropy(shares);
            case RELAXED -> Math.max(0, threshold(shares.length) - entropy(shares));
        };
    }

    /** The derivative of the value with respect to each share. */
    double[] gradient(double[] shares) {
        double[] gradient = new double[shares.length];
        // Where it is 0 it stays so for shares nearby; but -H is 0 at a single environment too, and pulls.
        if (this == STRICT || value(shares) > 0) {
            for (int i = 0; i < shares.length; i++) {
                gradient[i] = Math.log(shares[i] + TINY) + shares[i] / (shares[i] + TINY);
            }
        }
        return gradient;
    }

    static double threshold(int environments) {
        double[] shares = new double[environments];
        Arrays.fill(shares, 1.0 / (environments + 1));
        shares[0] *= 2;
        return entropy(shares);
    }

    static double entropy(double[] shares) {
        double entropy = 0;
        for (double share : shares) {
            entropy -= share * Math.log(share + TINY);
        }
        return entropy;
    }
}
