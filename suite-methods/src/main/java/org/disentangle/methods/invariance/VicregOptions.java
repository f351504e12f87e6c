package org.disentangle.methods.invariance;

import java.util.List;
import org.disentangle.core.Check;

/**
 * Settings of {@code vicreg}.
 *
 * @param invariance weight of the mean squared difference of the two views
 * @param standardDeviation weight of the variance term
 * @param covariance weight of the covariance term
 * @param covarianceViews how the covariances of the two views are put together
 * @param embedding the size of z
 * @param hidden widths of the head's hidden layers, with batch norm; 0 is as wide as r
 */
public record VicregOptions(
        double invariance,
        double standardDeviation,
        double covariance,
        CovarianceViews covarianceViews,
        int embedding,
        List<Integer> hidden) {
    public static final VicregOptions DEFAULT = new VicregOptions(25, 25, 1, CovarianceViews.SUM, 32, List.of(0));

    public VicregOptions {
        hidden = List.copyOf(hidden);
        Check.notNegative("invariance", invariance);
        Check.notNegative("standard_deviation", standardDeviation);
        Check.notNegative("covariance", covariance);
        Check.within("embedding", embedding, 1, 1 << 16);
        hidden.forEach(width -> Check.within("hidden", width, 0, 1 << 16));
    }

    /** How the covariances of the two views are put together. */
    public enum CovarianceViews {
        /** Added up, as Bardes et al. 2022 have it. */
        SUM,
        /** Averaged, as in Eastwood et al. 2023, which halves their weight. */
        MEAN
    }
}
