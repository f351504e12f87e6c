package org.disentangle.methods.ipirm;

import java.util.stream.IntStream;
import org.disentangle.core.method.ObjectiveInputs;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.methods.contrastive.InfoNce;

/**
 * The one-directional contrastive loss of mixed first views against second views, {@code lambda CE(own) + (1 - lambda)
 * CE(partner)}, over a batch or within environments, and its IRM penalty. Columns are second views in the order of the batch, the
 * same for every anchor. An anchor counts in an environment if both of its images lie there.
 */
final class MixedLoss {
    private final int batch;
    private final MixWeight mixWeight;
    /** {@code [batch, batch]}, anchors by second views. */
    private final Tensor logits;
    /** Per anchor, {@code [1, batch]}. */
    private final Tensor share;
    /** {@code [batch, batch]}: 1 at the anchor's own image. */
    private final Tensor own;
    /** {@code [batch, batch]}: 1 at the anchor's partner. */
    private final Tensor partner;

    /**
     * @param rows unit z, {@code [2 * batch, d]}
     * @param share of the own image in each mixed view, {@code [batch]}
     * @param partners INT64 {@code [batch]}
     */
    MixedLoss(
            ObjectiveInputs inputs, Tensor rows, Tensor share, Tensor partners, double temperature, MixWeight weight) {
        batch = inputs.batch();
        mixWeight = weight;
        this.share = share.reshape(1, batch);
        Tensor columns = inputs.builder()
                .constant(HostTensor.indices(IntStream.range(0, batch).toArray()))
                .reshape(1, batch);
        own = columns.reshape(batch, 1).equalTo(columns);
        partner = partners.reshape(batch, 1).equalTo(columns);
        logits = rows.slice(0, 0, batch)
                .matmulTransposed(rows.slice(0, batch, batch))
                .dividedBy(temperature);
    }

    /** Over the whole batch. */
    Tensor overall() {
        Tensor normalizer = logits.logSumExp(1).reshape(1, batch);
        Tensor weight = mixWeight == MixWeight.MEAN ? share.mean() : share;
        return cost(normalizer, weight).mean();
    }

    /** {@code [partitions, batch]}: 1 where an image and its partner share an environment. */
    Tensor complete(Tensor together) {
        return together.times(partner).sum(2);
    }

    /** Within environments: the mean over a partition's cells, summed over partitions. */
    Result within(Environments environments, Tensor together, Penalty penalty) {
        int partitions = together.size(0);
        Tensor masked = InfoNce.mask(logits, together);
        Tensor normalizer = masked.reduceKeeping(ReduceKind.LOG_SUM_EXP, 2);
        Tensor weight = weights(environments, partitions);
        Tensor cells = environments.cellsOfPartition();
        Tensor costs = cost(normalizer.reshape(partitions, batch), weight);
        Tensor contrastive = environments.means(costs).dividedBy(cells).sum();

        Tensor each = weight.reshape(partitions, batch, 1);
        Tensor targets = own.times(each).plus(partner.times(each.affine(-1, 1)));
        Tensor slopes = masked.minus(normalizer).exp().minus(targets).times(logits);
        if (penalty == Penalty.SCALAR) {
            Tensor means = environments.means(slopes.sum(2));
            return new Result(contrastive, means.square().dividedBy(cells).sum());
        }
        Tensor columns = slopes.times(together)
                .times(environments.weights().reshape(partitions, batch, 1))
                .sum(1);
        return new Result(contrastive, columns.square().dividedBy(cells).sum());
    }

    /** Scalars. */
    record Result(Tensor contrastive, Tensor penalty) {}

    /** Lambda of each anchor, {@code [partitions, batch]}. */
    private Tensor weights(Environments environments, int partitions) {
        Tensor shares = share.broadcastTo(Shape.of(partitions, batch));
        return mixWeight == MixWeight.MEAN ? environments.spread(environments.means(shares)) : shares;
    }

    private Tensor cost(Tensor normalizer, Tensor weight) {
        Tensor ownLogit = logits.times(own).sum(1).reshape(1, batch);
        Tensor partnerLogit = logits.times(partner).sum(1).reshape(1, batch);
        return normalizer.minus(ownLogit.times(weight)).minus(partnerLogit.times(weight.affine(-1, 1)));
    }
}
