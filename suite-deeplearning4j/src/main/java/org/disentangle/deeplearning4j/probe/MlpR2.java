package org.disentangle.deeplearning4j.probe;

import java.util.List;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.Citations;

/**
 * How much of each continuous factor a multi-layer perceptron reads from each block: beside {@code kernel-r2} a second opinion of another
 * kind, where a kernel of one width may miss what is there. Codes and factors are standardised by the training rows, a part of which is held
 * out for early stopping; the score is {@code 1 - SSE / SST} over all test rows, SST about their mean, itself the mean over the factor's
 * numbers that vary there. 1 is perfect, 0 no better than the mean, nothing clips it below. Categorical factors are passed over.
 *
 * <p>Details: {@code points} (training rows used), {@code epochs} trained, {@code best_epoch} whose weights are kept, {@code held_out_loss}
 * of it, {@code train} (R^2 on the training rows used), {@code converged} (0 where the epochs ran out before patience did, and where no epoch
 * was better than the weights that training began with, as when its steps are far too long). Undefined where the factor does not vary, and
 * where training diverged (its loss stopped being finite): weights of an epoch before say nothing about the codes.
 */
public final class MlpR2 implements Metric<MlpOptions> {
    public static final String NAME = "mlp-r2";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Share of a continuous factor's variance that a multi-layer perceptron on frozen codes explains, per block";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public MlpOptions defaults() {
        return MlpOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.VON_KUEGELGEN_2021);
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    @Override
    public boolean portable() {
        return false;
    }

    /** A network for each block and factor, of some seconds each. */
    @Override
    public boolean onlyWhenNamed() {
        return true;
    }

    @Override
    public List<Score> score(MlpOptions options, ScoringInput input) {
        return new MlpScores(NAME, input).score(options, question -> !question.categorical());
    }
}
