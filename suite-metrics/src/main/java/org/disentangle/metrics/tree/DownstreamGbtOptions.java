package org.disentangle.metrics.tree;

import java.util.List;
import org.disentangle.core.Check;

/**
 * Settings of {@code downstream-gbt}; the defaults are disentanglement_lib's.
 *
 * @param sizes training rows, each at least 2 and none twice
 * @param trees of the gradient boosting
 */
public record DownstreamGbtOptions(List<Integer> sizes, BoostingOptions trees) {
    public static final DownstreamGbtOptions DEFAULT =
            new DownstreamGbtOptions(List.of(10, 100, 1_000, 10_000), BoostingOptions.DEFAULT);

    public DownstreamGbtOptions {
        sizes = List.copyOf(sizes);
        Check.require(
                !sizes.isEmpty() && sizes.stream().distinct().count() == sizes.size(),
                "sizes",
                sizes,
                "a list of different numbers");
        sizes.forEach(size -> Check.within("sizes", size, 2, 100_000_000));
    }
}
