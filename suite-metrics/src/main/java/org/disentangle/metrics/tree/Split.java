package org.disentangle.metrics.tree;

/**
 * Where a node is divided.
 *
 * @param position the first entry of the column that goes right
 * @param gain what was maximised
 */
record Split(int column, int position, double threshold, double gain) {}
