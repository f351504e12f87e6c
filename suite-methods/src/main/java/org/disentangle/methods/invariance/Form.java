package org.disentangle.methods.invariance;

/** In which terms agreement and spread are measured. */
public enum Form {
    /** Unit vectors, cosines over a temperature (Chen et al. 2020; Eastwood et al. 2023). */
    SIMCLR,
    /** Mean squared differences; variance and covariance of a batch (Bardes et al. 2022). */
    VICREG,
    /** Squared distances over a temperature, nothing normalised (von Kuegelgen et al. 2021): for numbers that are not on a sphere. */
    EUCLIDEAN
}
