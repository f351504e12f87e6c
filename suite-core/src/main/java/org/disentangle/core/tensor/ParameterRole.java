package org.disentangle.core.tensor;

/** What a parameter is for; optimisers exclude biases and normalisation from weight decay and trust ratios. */
public enum ParameterRole {
    WEIGHT,
    BIAS,
    NORMALIZATION
}
