package org.disentangle.methods.contrastive;

import java.util.stream.IntStream;
import org.disentangle.core.method.ObjectiveInputs;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.Tensor;

/**
 * How much one block of a sample tells the other, as a contrastive bound within each view: {@code log( exp(<a_i, b_i>/t) /
 * sum_{j in A(i)} exp(<a_i, a_j>/t) )} with A(i) the other samples of the same view (Burns et al. 2021, eq. 4 as printed).
 */
public final class CrossBlockNce {
    private final int views;
    private final int batch;
    private final double temperature;
    /** {@code [1 or views, batch, batch]}. */
    private final Tensor candidates;
    /** 1 where a row has a candidate, {@code [1 or views, batch, 1]}. */
    private final Tensor anchors;

    /** @param excludeSameLabel whether samples of the same joint label are left out of the denominator */
    public CrossBlockNce(ObjectiveInputs inputs, boolean excludeSameLabel, double temperature) {
        views = inputs.views();
        batch = inputs.batch();
        this.temperature = temperature;
        Tensor positions = inputs.builder()
                .constant(HostTensor.indices(IntStream.range(0, batch).toArray()));
        Tensor same = excludeSameLabel
                ? inputs.jointLabels()
                        .reshape(views, batch, 1)
                        .equalTo(inputs.jointLabels().reshape(views, 1, batch))
                : positions.reshape(1, batch, 1).equalTo(positions.reshape(1, 1, batch));
        candidates = same.affine(-1, 1);
        anchors = candidates.reduceKeeping(ReduceKind.MAX, 2);
    }

    /**
     * The mean over all rows of all views; rows without candidates count as 0.
     *
     * @param block the block that is compared with itself in the denominator, {@code [views * batch, d]}
     * @param other the block that stands in the numerator, of the same shape
     */
    public Tensor agreement(Tensor block, Tensor other) {
        int d = block.size(1);
        Tensor own = block.reshape(views, batch, d);
        Tensor numerator = own.times(other.reshape(views, batch, d)).reduceKeeping(ReduceKind.SUM, 2);
        Tensor logits = InfoNce.mask(own.matmulTransposed(own).dividedBy(temperature), candidates);
        Tensor denominator = logits.reduceKeeping(ReduceKind.LOG_SUM_EXP, 2);
        return numerator
                .dividedBy(temperature)
                .minus(denominator)
                .times(anchors)
                .mean();
    }
}
