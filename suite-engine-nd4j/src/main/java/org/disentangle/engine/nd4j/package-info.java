/**
 * The engine on ND4J: what the core's interfaces ask for, put together from the packages below, none of which sees this one.
 *
 * <p>A program becomes a {@link org.disentangle.engine.nd4j.plan.Plan} once: calls of ND4J's raw operations in order, with memory laid out for all
 * that they compute. The rules of {@link org.disentangle.engine.nd4j.compiler} say how each operation is computed and, by the chain rule,
 * differentiated. ND4J's own SameDiff is not used: in 1.0.0-M2.1 its gradients of batch norm and of
 * broadcasts are missing or wrong, it cannot be told where memory lies, and a backward pass written down here owes nothing to LibTorch's,
 * which it is there to check.
 */
@NullMarked
package org.disentangle.engine.nd4j;

import org.jspecify.annotations.NullMarked;
