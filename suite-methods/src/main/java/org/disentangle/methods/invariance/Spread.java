package org.disentangle.methods.invariance;

import org.disentangle.core.method.ObjectiveInputs;
import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.methods.contrastive.PairMasks;

/**
 * How far embeddings of different images lie apart, as an entropy term to be minimised (Eastwood et al. 2023, {@code Lent}). All views
 * of the other images are negatives; an image's own views are not.
 */
final class Spread {
    private final ObjectiveInputs inputs;
    private final Form form;
    private final double temperature;
    private final double standardDeviation;
    private final double covariance;

    Spread(ObjectiveInputs inputs, Form form, double temperature, double standardDeviation, double covariance) {
        this.inputs = inputs;
        this.form = form;
        this.temperature = temperature;
        this.standardDeviation = standardDeviation;
        this.covariance = covariance;
    }

    /** @param rows {@code [views * batch, d]}; of unit length in the SimCLR form */
    Tensor of(Tensor rows) {
        return switch (form) {
            case SIMCLR -> contrast(rows.matmulTransposed(rows).dividedBy(temperature));
            case EUCLIDEAN ->
                contrast(squaredDistances(rows).dividedBy(-temperature))
                        .minus(Math.log((double) inputs.views() * (inputs.batch() - 1)));
            case VICREG -> statistics(rows);
        };
    }

    /** {@code mean_i log sum_{j in Neg(i)} exp(logit_ij)}. */
    private Tensor contrast(Tensor logits) {
        return PairMasks.masked(logits, PairMasks.otherGroups(inputs))
                .logSumExp(1)
                .mean();
    }

    private static Tensor squaredDistances(Tensor rows) {
        int n = rows.size(0);
        Tensor squares = rows.square().reduceKeeping(ReduceKind.SUM, 1);
        return squares.plus(squares.reshape(1, n))
                .minus(rows.matmulTransposed(rows).times(2));
    }

    /** Both terms averaged over the views; the original VICReg adds up the two covariances. */
    private Tensor statistics(Tensor rows) {
        Tensor sum = null;
        for (int view = 0; view < inputs.views(); view++) {
            BatchStatistics statistics = new BatchStatistics(rows.slice(0, view * inputs.batch(), inputs.batch()));
            Tensor term = statistics
                    .deviation()
                    .times(standardDeviation)
                    .plus(statistics.covariance().times(covariance));
            sum = sum == null ? term : sum.plus(term);
        }
        return java.util.Objects.requireNonNull(sum).dividedBy(inputs.views());
    }
}
