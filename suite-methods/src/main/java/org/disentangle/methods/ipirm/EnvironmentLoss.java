package org.disentangle.methods.ipirm;

import org.disentangle.core.method.ObjectiveInputs;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.methods.contrastive.InfoNce;
import org.disentangle.methods.contrastive.PairMasks;

/**
 * InfoNCE within the environments of every partition at once, and its IRM penalty. An anchor lies in one environment of each
 * partition, so one masked matrix of logits per partition serves all of its environments.
 *
 * <p>With {@code m = s / t}, p the softmax of an anchor's logits and y 1 at its positive, {@code G_c} is the mean over a cell's
 * anchors of {@code (p_ic - y_ic) m_ic}: the derivative of the cell's loss with respect to a factor upon column c. The penalty is
 * {@code sum_c G_c^2} per column, or {@code (sum_c G_c)^2} for one scale (Wang et al. 2021, IRMv1 of Arjovsky et al. 2019).
 *
 * <p>Column 0 is the positive; then come the environment's other rows in the order of the batch, view by view, without the
 * anchor and its positive. So the first views in an environment of n images hold columns 1 to n - 1, and an anchor's column of
 * image m is one less where the anchor's image comes before m: column r + 1 is image number r for anchors after it, and image
 * number r + 1 for anchors before that. The same holds for the second views.
 */
final class EnvironmentLoss {
    private final ProgramBuilder builder;
    private final int batch;
    private final int partitions;
    private final Tensor similarities;
    /** Similarities with an anchor's own column masked, {@code [rows, rows]}. */
    private final Tensor compared;
    /** Similarity of an image's two views, {@code [1, batch]}. */
    private final Tensor positives;

    private final Environments environments;
    private final Tensor together;

    /**
     * @param rows unit z of two views, {@code [2 * batch, d]}
     * @param partitions how many
     */
    EnvironmentLoss(ObjectiveInputs inputs, Tensor rows, Environments environments, int partitions) {
        builder = inputs.builder();
        batch = inputs.batch();
        this.partitions = partitions;
        this.environments = environments;
        similarities = rows.matmulTransposed(rows);
        compared = InfoNce.mask(similarities, PairMasks.otherRows(inputs));
        positives = rows.slice(0, 0, batch)
                .times(rows.slice(0, batch, batch))
                .sum(1)
                .reshape(1, batch);
        together = environments.together().reshape(partitions, 1, batch, 1, batch);
    }

    /** InfoNCE over the whole batch. */
    Tensor overall(double temperature) {
        Tensor positive = positives.mean().dividedBy(temperature);
        return compared.dividedBy(temperature).logSumExp(1).mean().minus(positive);
    }

    /** The logits of one temperature within environments. */
    Logits at(double temperature) {
        Tensor scaled = compared.dividedBy(temperature).reshape(1, 2, batch, 2, batch);
        Tensor logits = InfoNce.mask(scaled, together).reshape(partitions, 2 * batch, 2 * batch);
        return new Logits(temperature, logits, logits.reduceKeeping(ReduceKind.LOG_SUM_EXP, 2));
    }

    /** @param normalizer log of the sum of the logits' exponentials, {@code [partitions, rows, 1]} */
    record Logits(double temperature, Tensor values, Tensor normalizer) {}

    /** The mean over cells of the mean over a cell's anchors. */
    Tensor contrastive(Logits logits) {
        Tensor sums = logits.normalizer().reshape(partitions, 2, batch).sum(1);
        Tensor losses = sums.dividedBy(2).minus(positives.dividedBy(logits.temperature()));
        return environments.means(losses).sum().dividedBy(environments.cells());
    }

    /** The mean over cells of the penalty. */
    Tensor penalty(Logits logits, Penalty penalty) {
        Tensor m = similarities.dividedBy(logits.temperature());
        Tensor weighted = logits.values().minus(logits.normalizer()).exp().times(m);
        Tensor positive = positives.dividedBy(logits.temperature());
        if (penalty == Penalty.SCALAR) {
            Tensor expected = weighted.sum(2).reshape(partitions, 2, batch).sum(1);
            return squares(environments.means(expected.dividedBy(2).minus(positive)));
        }
        Tensor normalizer = logits.normalizer().reshape(partitions, 2, batch);
        Tensor share = positive.reshape(1, 1, batch).minus(normalizer).exp().sum(1);
        Tensor first = environments.means(share.dividedBy(2).minus(1).times(positive));
        return squares(first).plus(squares(negativeColumns(weighted)));
    }

    /** {@code G_c} of the negatives, {@code [partitions, view, batch]}: the column at the place of the image with its number. */
    private Tensor negativeColumns(Tensor weighted) {
        Tensor pairs = weighted.reshape(partitions, 2, batch, 2, batch).sum(1);
        Tensor after = pairs.times(triangle(true)).sum(1);
        Tensor before = pairs.times(triangle(false)).sum(1);
        Tensor columns = after.plus(before.matmulTransposed(environments.successors()));
        return columns.times(environments.weights().dividedBy(2).reshape(partitions, 1, batch));
    }

    private Tensor squares(Tensor values) {
        return values.square().sum().dividedBy(environments.cells());
    }

    /** {@code [batch, 1, batch]}: 1 where the anchor's image comes after the column's, or before. */
    private Tensor triangle(boolean after) {
        float[] values = new float[batch * batch];
        for (int anchor = 0; anchor < batch; anchor++) {
            for (int column = 0; column < batch; column++) {
                values[anchor * batch + column] = (after ? anchor > column : anchor < column) ? 1 : 0;
            }
        }
        return builder.constant(HostTensor.of(Shape.of(batch, 1, batch), values));
    }
}
