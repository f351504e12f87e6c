/** Products of dense matrices in plain Java, shared by the probes: the same bits for any number of threads. */
@NullMarked
package org.disentangle.metrics.matrix;

import org.jspecify.annotations.NullMarked;
