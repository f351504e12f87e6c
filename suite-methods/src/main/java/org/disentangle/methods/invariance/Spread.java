package org.disentangle.methods.invariance;

import java.util.List;
import java.util.stream.IntStream;
import org.disentangle.core.method.ObjectiveInputs;
import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.methods.contrastive.InfoNce;
import org.disentangle.methods.contrastive.PairMasks;

/**
 * How far embeddings of different images lie apart, as an entropy term to be minimised (Eastwood et al. 2023, {@code Lent}). All views
 * of the other images are negatives; an image's own views are not.
 */
final class Spread {
    private final ObjectiveInputs inputs;
    private final MultiSpaceOptions options;

    Spread(ObjectiveInputs inputs, MultiSpaceOptions options) {
        this.inputs = inputs;
        this.options = options;
    }

    /** @param rows {@code [views * batch, d]}; of unit length in the SimCLR form, standardised in the form of that name */
    Tensor of(Tensor rows) {
        return switch (options.form()) {
            case SIMCLR -> contrast(rows.matmulTransposed(rows));
            case STANDARDIZED ->
                contrast(distances(rows, rows).times(-1))
                        .minus(Math.log((double) inputs.views() * (inputs.batch() - 1)));
            case VICREG -> statistics(rows);
            case EUCLIDEAN -> throw new IllegalArgumentException("the Euclidean form has positive pairs: " + rows);
        };
    }

    /** {@code mean_i log sum_{j in Neg(i)} exp(s_ij / t)} over the rows of all views. */
    private Tensor contrast(Tensor similarities) {
        Tensor logits = similarities.dividedBy(options.temperature());
        return InfoNce.mask(logits, PairMasks.otherGroups(inputs)).logSumExp(1).mean();
    }

    /**
     * {@code mean_i log mean exp} over {@code -|q_i - z_j|^2 / t} for all views j of the other images and {@code -own_i / t}: the
     * denominator of von Kuegelgen et al. 2021, appendix, in which the positive pair bounds the loss from below. Only queries are
     * anchors, and the negatives are the rest of the batch; the authors draw a batch of their own for them.
     *
     * @param rows {@code [views * batch, d]}
     * @param own the squared distances that the invariance terms pull at, {@code [batch]}
     */
    Tensor euclidean(Tensor rows, Tensor own) {
        int batch = inputs.batch();
        Tensor anchors = rows.slice(0, 0, batch);
        Tensor others = PairMasks.otherGroups(inputs).slice(0, 0, batch);
        Tensor negatives = InfoNce.mask(distances(anchors, rows).dividedBy(-options.temperature()), others);
        Tensor positive = own.reshape(batch, 1).dividedBy(-options.temperature());
        Tensor all = inputs.builder().concatenate(1, List.of(negatives, positive));
        return all.logSumExp(1).mean().minus(Math.log((double) inputs.views() * (batch - 1) + 1));
    }

    /** Squared, {@code [a, b]}. */
    private static Tensor distances(Tensor some, Tensor others) {
        Tensor lengths = others.square().sum(1).reshape(1, others.size(0));
        return some.square()
                .reduceKeeping(ReduceKind.SUM, 1)
                .plus(lengths)
                .minus(some.matmulTransposed(others).times(2));
    }

    /** Both terms averaged over the views; the original VICReg adds up the two covariances. */
    private Tensor statistics(Tensor rows) {
        return IntStream.range(0, inputs.views())
                .mapToObj(view -> new BatchStatistics(rows.slice(0, view * inputs.batch(), inputs.batch())))
                .map(view -> view.deviation()
                        .times(options.standardDeviation())
                        .plus(view.covariance().times(options.covariance())))
                .reduce(Tensor::plus)
                .orElseThrow()
                .dividedBy(inputs.views());
    }
}
