package org.disentangle.metrics.neighbours;

import org.disentangle.core.Check;

/**
 * Settings of {@code knn}; the defaults are those of Wu et al. (2018) for k, and of the IP-IRM code for both.
 *
 * @param k neighbours that vote, at least 1; all training rows if there are fewer
 * @param temperature of the weights {@code exp(cosine / temperature)}, above 0
 */
public record NearestNeighborOptions(int k, double temperature) {
    public static final NearestNeighborOptions DEFAULT = new NearestNeighborOptions(200, 0.5);

    private static final int LARGEST_K = 10_000;

    public NearestNeighborOptions {
        Check.within("k", k, 1, LARGEST_K);
        Check.positive("temperature", temperature);
    }
}
