/** What the suite uses Deeplearning4j for: nonlinear probes, and encoders for its users. */
@NullMarked
package org.disentangle.deeplearning4j;

import org.jspecify.annotations.NullMarked;
