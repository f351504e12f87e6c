/** A program made ready to run: calls of kernels in order, the arrays between them, and the memory that these share. */
@NullMarked
package org.disentangle.engine.nd4j.plan;

import org.jspecify.annotations.NullMarked;
