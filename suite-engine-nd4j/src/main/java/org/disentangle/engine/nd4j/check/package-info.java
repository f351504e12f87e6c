/** The self-check of a GPU: small programs and updates, held against double precision. */
@NullMarked
package org.disentangle.engine.nd4j.check;

import org.jspecify.annotations.NullMarked;
