/**
 * The tensor vocabulary in plain Java and double precision: slow, simple, and what engines are held against.
 *
 * <p>{@link org.disentangle.core.reference.ReferenceInterpreter} runs programs forward;
 * {@link org.disentangle.core.reference.FiniteDifferences} gives gradients without anybody's rules of differentiation.
 * {@link org.disentangle.core.reference.OperationCases} are small programs that touch the whole vocabulary.
 */
@NullMarked
package org.disentangle.core.reference;

import org.jspecify.annotations.NullMarked;
