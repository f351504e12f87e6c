/** Regressions of continuous factors on frozen codes. */
@NullMarked
package org.disentangle.metrics.regression;

import org.jspecify.annotations.NullMarked;
