package org.disentangle.methods.contrastive;

import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.Tensor;

/**
 * The contrastive loss over the rows of a batch. With {@code s_ia = <z_i, z_a> / temperature}, {@code A(i)} the candidates and
 * {@code P(i)} the positives of row i:
 *
 * <pre>{@code L_i = log sum_{a in A(i)} exp(s_ia) - 1/|P(i)| sum_{p in P(i)} s_ip}</pre>
 *
 * With one positive this is InfoNCE (Chen et al. 2020, eq. 1; Burns et al. 2021, eq. 1); with several it is SupCon, the sum
 * outside the logarithm (Khosla et al. 2020, eq. 2). A row without positives costs nothing.
 */
public final class InfoNce {
    /** Far below any similarity, yet finite, so that neither value nor gradient of a masked entry can become not-a-number. */
    private static final double MASKED = -1e30;

    private final Tensor rows;
    private final double temperature;
    private final Tensor logits;
    private final Tensor masked;
    private final Tensor targets;
    private final Tensor anchors;

    /**
     * @param rows z {@code [n, d]}, normalised or not, as the method has it
     * @param masks over these n rows
     */
    public InfoNce(Tensor rows, PairMasks masks, double temperature) {
        this.rows = rows;
        this.temperature = temperature;
        logits = rows.matmulTransposed(rows).dividedBy(temperature);
        masked = mask(logits, masks.candidates());
        Tensor count = masks.positives().reduceKeeping(ReduceKind.SUM, 1);
        Tensor one = rows.builder().scalar(1);
        targets = masks.positives().dividedBy(count.maximum(one));
        anchors = count.minimum(one);
    }

    /** The logits where the mask is 1, elsewhere a number whose exponential is 0. */
    public static Tensor mask(Tensor logits, Tensor candidates) {
        return logits.where(candidates, logits.builder().scalar(MASKED));
    }

    /** The mean of {@code L_i} over the rows; a scalar. */
    public Tensor loss() {
        int n = rows.size(0);
        Tensor agreement = targets.times(logits).sum(1);
        return masked.logSumExp(1).times(anchors.reshape(n)).minus(agreement).mean();
    }

    /**
     * The gradient of the sum (not the mean) of {@code L_i} with respect to the rows, {@code [n, d]}, as ordinary nodes: what is
     * built upon it needs no second differentiation.
     *
     * <p>{@code G = (1/temperature) (D + D^T) Z} with {@code D = P - Y}: P the softmax of the logits over the candidates, Y the
     * targets (1/|P(i)| on the positives), both 0 in rows without positives.
     */
    public Tensor gradient() {
        Tensor difference = masked.softmax(1).times(anchors).minus(targets);
        Tensor towards = difference.matmul(rows);
        Tensor from = difference.transposedMatmul(rows);
        return towards.plus(from).dividedBy(temperature);
    }
}
