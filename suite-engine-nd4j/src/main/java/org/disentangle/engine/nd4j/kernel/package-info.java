/** What computes one thing: ND4J's own operations by name, and loops over native memory where these are wrong, missing or slow. */
@NullMarked
package org.disentangle.engine.nd4j.kernel;

import org.jspecify.annotations.NullMarked;
