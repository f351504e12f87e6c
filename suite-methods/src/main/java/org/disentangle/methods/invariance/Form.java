package org.disentangle.methods.invariance;

/** In which terms agreement and spread are measured. */
public enum Form {
    /** Unit vectors, cosines over a temperature (Chen et al. 2020; Eastwood et al. 2023). */
    SIMCLR,
    /** Mean squared differences; variance and covariance of a batch (Bardes et al. 2022). */
    VICREG,
    /**
     * Squared distances over a temperature, nothing normalised, for numbers that do not lie on a sphere: the loss of von Kuegelgen et al.
     * 2021 carried over to several spaces. With lambda M + 1 the whole cannot fall without bound; with less it does.
     */
    EUCLIDEAN,
    /**
     * Squared distances over a temperature between numbers that are standardised over the batch's views (ours). Eastwood et al. identify
     * spaces of bounded codes by their entropy; without a bound, a wide content space keeps all images so far apart that nothing asks the
     * styles to spread. Of all codes with these variances independent Gaussians have the greatest entropy, so Gaussian styles come out
     * nearly linearly.
     */
    STANDARDIZED
}
