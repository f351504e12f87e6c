/** Trained encoders, taken out of output folders for other programs. */
@NullMarked
package org.disentangle.runner.encoder;

import org.jspecify.annotations.NullMarked;
