/**
 * Whether engines compute the same: the first step of a trial on each, and in double precision.
 *
 * <p>{@link org.disentangle.runner.agree.StepNumbers} is what a step comes to on one engine,
 * {@link org.disentangle.runner.agree.ReferenceNumbers} what it comes to in double precision,
 * {@link org.disentangle.runner.agree.Agreement} how far they are apart.
 */
@NullMarked
package org.disentangle.runner.agree;

import org.jspecify.annotations.NullMarked;
