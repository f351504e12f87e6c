/**
 * Whether engines compute the same: the first step of a trial on each and in double precision, the first steps of training, and the scores of
 * finished trials.
 *
 * <p>{@link org.disentangle.runner.agree.StepNumbers} is what a step comes to on one engine,
 * {@link org.disentangle.runner.agree.ReferenceNumbers} what it comes to in double precision,
 * {@link org.disentangle.runner.agree.StepAgreement} how far they are apart; {@link org.disentangle.runner.agree.CurveAgreement} holds learning
 * curves against what a rounding does to them, {@link org.disentangle.runner.agree.TrainedAgreement} scores against their scatter over seeds.
 */
@NullMarked
package org.disentangle.runner.agree;

import org.jspecify.annotations.NullMarked;
