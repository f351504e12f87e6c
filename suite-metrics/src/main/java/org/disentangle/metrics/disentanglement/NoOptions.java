package org.disentangle.metrics.disentanglement;

/** For metrics that have nothing to set. */
public record NoOptions() {}
