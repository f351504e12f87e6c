/** Trained encoders as networks of Deeplearning4j. */
@NullMarked
package org.disentangle.deeplearning4j.export;

import org.jspecify.annotations.NullMarked;
