package org.disentangle.core.method;

import org.disentangle.core.random.SeedStreams;

/**
 * One training step, before it is run.
 *
 * @param index from 0
 * @param count steps of the whole training
 * @param groups which training groups the batch holds, {@code [batch]}; not written to
 * @param streams draw from {@code streams.stream(<a name of your own>, index)}, so that resuming is exact
 */
public record Step(long index, long count, int[] groups, SeedStreams streams) {}
