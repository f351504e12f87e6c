package org.disentangle.metrics.dci;

import java.util.Arrays;

/**
 * How much each code dimension matters for each factor, and what follows from it (Eastwood and Williams 2018, section 2; computed as
 * disentanglement_lib's {@code dci.py} does). Where no importance is above 0 every code weighs the same, and as entropies of nothing
 * are taken to be those of equal shares, disentanglement and completeness are 0.
 *
 * @param values {@code [codes][factors]}, not negative
 */
record Importance(double[][] values) {
    /** Added to every importance before shares are taken. */
    private static final double NEVER_ZERO = 1e-11;

    int codes() {
        return values.length;
    }

    int factors() {
        return values[0].length;
    }

    /** Dimensions of a block as one: rows {@code bounds[i]} to {@code bounds[i + 1]} added up. */
    Importance ofBlocks(int[] bounds) {
        double[][] sums = new double[bounds.length - 1][factors()];
        for (int block = 0; block < sums.length; block++) {
            for (int code = bounds[block]; code < bounds[block + 1]; code++) {
                for (int factor = 0; factor < factors(); factor++) {
                    sums[block][factor] += values[code][factor];
                }
            }
        }
        return new Importance(sums);
    }

    /** In {@code 0..1}; 1 if every code matters for one factor alone. Needs two factors. */
    double disentanglement() {
        return weighted(values);
    }

    /** In {@code 0..1} per factor; 1 if one code alone matters for it. Needs two codes. */
    double[] completenessPerFactor() {
        return Arrays.stream(transposed())
                .mapToDouble(Importance::concentration)
                .toArray();
    }

    /** In {@code 0..1}. Needs two codes. */
    double completeness(Completeness form) {
        return form == Completeness.WEIGHTED
                ? weighted(transposed())
                : Arrays.stream(completenessPerFactor()).average().orElseThrow();
    }

    private double[][] transposed() {
        double[][] transposed = new double[factors()][codes()];
        for (int code = 0; code < codes(); code++) {
            for (int factor = 0; factor < factors(); factor++) {
                transposed[factor][code] = values[code][factor];
            }
        }
        return transposed;
    }

    /** The mean of the rows' concentrations, weighted by their sums. */
    private static double weighted(double[][] rows) {
        double total = 0;
        for (double[] row : rows) {
            total += Arrays.stream(row).sum();
        }
        double score = 0;
        for (double[] row : rows) {
            double weight = total > 0 ? Arrays.stream(row).sum() / total : 1.0 / rows.length;
            score += weight * concentration(row);
        }
        return score;
    }

    /** 1 less the entropy of the shares, to the base of their number; 0 of nothing. */
    private static double concentration(double[] row) {
        if (Arrays.stream(row).allMatch(value -> value == 0)) {
            return 0;
        }
        double sum = 0;
        for (double value : row) {
            sum += value + NEVER_ZERO;
        }
        double entropy = 0;
        for (double value : row) {
            double share = (value + NEVER_ZERO) / sum;
            entropy -= share * Math.log(share);
        }
        // Equal shares may have an entropy above the greatest by rounding.
        return Math.max(0, 1 - entropy / Math.log(row.length));
    }
}
