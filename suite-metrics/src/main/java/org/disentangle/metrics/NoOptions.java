package org.disentangle.metrics;

/** For metrics that have nothing to set. */
public record NoOptions() {}
