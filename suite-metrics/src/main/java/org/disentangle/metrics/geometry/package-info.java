/** The shape of codes themselves: whether they have collapsed, and what blocks share. */
@NullMarked
package org.disentangle.metrics.geometry;

import org.jspecify.annotations.NullMarked;
