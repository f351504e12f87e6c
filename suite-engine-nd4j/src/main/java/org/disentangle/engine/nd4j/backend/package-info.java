/** ND4J's backends: which one is on the class path, loading it, what devices it has, and what its natives throw. */
@NullMarked
package org.disentangle.engine.nd4j.backend;

import org.jspecify.annotations.NullMarked;
