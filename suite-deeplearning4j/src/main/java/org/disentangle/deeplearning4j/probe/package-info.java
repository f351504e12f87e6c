/** Nonlinear probes: multi-layer perceptrons on frozen codes. */
@NullMarked
package org.disentangle.deeplearning4j.probe;

import org.jspecify.annotations.NullMarked;
