package org.disentangle.metrics.tree;

import java.util.List;
import org.disentangle.core.Check;

/**
 * Settings of random forests.
 *
 * @param trees at least 1
 * @param depths that are tried, each from 1 to 64; the one that does best on the held-out rows is taken, of equals the least
 * @param heldOut share of the training rows that choose the depth and are not learnt from, within 0.01 and 0.5
 */
public record ForestOptions(int trees, List<Integer> depths, double heldOut) {
    /** Trees and share as Eastwood and Williams (2018); which depths they tried is not known, these are ours. */
    public static final ForestOptions DEFAULT = new ForestOptions(10, List.of(1, 2, 3, 4, 6, 8, 10, 12, 16, 20), 0.1);

    private static final int MOST_TREES = 10_000;
    private static final int DEEPEST = 64;

    public ForestOptions {
        depths = List.copyOf(depths);
        Check.within("trees", trees, 1, MOST_TREES);
        Check.require(!depths.isEmpty(), "depths", depths, "a list of at least one depth");
        depths.forEach(depth -> Check.within("depths", depth, 1, DEEPEST));
        Check.within("held_out", heldOut, 0.01, 0.5);
    }

    int deepest() {
        return depths.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }
}
