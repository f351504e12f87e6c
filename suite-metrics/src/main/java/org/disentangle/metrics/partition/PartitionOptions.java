package org.disentangle.metrics.partition;

/** {@code partition-information} has nothing to set. */
public record PartitionOptions() {}
