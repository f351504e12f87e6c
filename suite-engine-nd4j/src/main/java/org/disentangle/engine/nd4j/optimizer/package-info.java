/** Updates of parameters, one class per optimiser. */
@NullMarked
package org.disentangle.engine.nd4j.optimizer;

import org.jspecify.annotations.NullMarked;
