/**
 * The engine on LibTorch, through its functional interface alone.
 *
 * <p>A program becomes a {@link org.disentangle.engine.libtorch.Plan}: one kernel per node that is needed, with what may be
 * released and what may be overwritten after each. Native memory is freed by reference, never by the garbage collector.
 */
@NullMarked
package org.disentangle.engine.libtorch;

import org.jspecify.annotations.NullMarked;
