/**
 * The tensor vocabulary: programs written once and run by any engine.
 *
 * <p>A {@link org.disentangle.core.tensor.Program} is a list of nodes without control flow. It is made with a
 * {@link org.disentangle.core.tensor.ProgramBuilder}; shapes are checked while it is built.
 */
@NullMarked
package org.disentangle.core.tensor;

import org.jspecify.annotations.NullMarked;
