/** Accuracy of a vote among the nearest neighbours of frozen codes. */
@NullMarked
package org.disentangle.metrics.neighbours;

import org.jspecify.annotations.NullMarked;
