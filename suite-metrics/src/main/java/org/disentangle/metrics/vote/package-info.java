/** Scores by votes over small batches of rows that share a factor's value. */
@NullMarked
package org.disentangle.metrics.vote;

import org.jspecify.annotations.NullMarked;
