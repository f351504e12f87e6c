/** Linear probes: what a linear classifier reads from frozen codes. */
@NullMarked
package org.disentangle.metrics.probe;

import org.jspecify.annotations.NullMarked;
