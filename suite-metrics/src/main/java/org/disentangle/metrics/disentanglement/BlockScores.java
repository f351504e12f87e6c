package org.disentangle.metrics.disentanglement;

import java.util.Arrays;
import java.util.List;

/**
 * Scores of the blocks of one whole for some factors, higher is better.
 *
 * @param blocks such as z0, z1
 * @param factors such as DC, BC
 */
public record BlockScores(List<String> blocks, List<String> factors, List<List<Double>> values) {
    /** @param values {@code [blocks, factors]} */
    public BlockScores {
        blocks = List.copyOf(blocks);
        factors = List.copyOf(factors);
        values = values.stream().map(List::copyOf).toList();
        int width = factors.size();
        if (values.size() != blocks.size() || values.stream().anyMatch(row -> row.size() != width)) {
            throw new IllegalArgumentException("Scores of " + blocks + " for " + factors + " need " + blocks.size()
                    + " rows of " + width + " values, not " + values);
        }
        if (values.stream().flatMap(List::stream).anyMatch(value -> !Double.isFinite(value))) {
            throw new IllegalArgumentException(
                    "Scores of " + blocks + " for " + factors + " are not all finite: " + values);
        }
    }

    /** @param values {@code [blocks, factors]} */
    public static BlockScores of(List<String> blocks, List<String> factors, double[][] values) {
        return new BlockScores(
                blocks,
                factors,
                Arrays.stream(values)
                        .map(row -> Arrays.stream(row).boxed().toList())
                        .toList());
    }

    public double value(int block, int factor) {
        return values.get(block).get(factor);
    }
}
