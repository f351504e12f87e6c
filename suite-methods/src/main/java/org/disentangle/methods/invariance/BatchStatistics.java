package org.disentangle.methods.invariance;

import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.Tensor;

/** VICReg's spread of one group of views (Bardes et al. 2022, eq. 1 to 4): variance and covariance over a batch. */
final class BatchStatistics {
    private static final double EPSILON = 1e-4;
    private static final double BATCH_NORM_EPSILON = 1e-5;

    private final Tensor centred;
    private final int rows;
    private final int dimension;

    /** @param rows one view of every group, {@code [n, d]}, n at least 2 */
    BatchStatistics(Tensor rows) {
        this.rows = rows.size(0);
        this.dimension = rows.size(1);
        this.centred = rows.minus(rows.reduceKeeping(ReduceKind.MEAN, 0));
    }

    /**
     * Every number less its mean and over its standard deviation, as batch norm without scale and shift does it.
     *
     * @param rows {@code [n, d]}
     */
    static Tensor standardized(Tensor rows) {
        Tensor centred = rows.minus(rows.reduceKeeping(ReduceKind.MEAN, 0));
        Tensor variance = centred.square().reduceKeeping(ReduceKind.MEAN, 0);
        return centred.dividedBy(variance.plus(BATCH_NORM_EPSILON).sqrt());
    }

    /** {@code mean_d relu(1 - sqrt(var_d + 1e-4))}, the variance over n - 1. */
    Tensor deviation() {
        Tensor variance = centred.square().sum(0).dividedBy(rows - 1);
        return variance.plus(EPSILON).sqrt().affine(-1, 1).relu().mean();
    }

    /** {@code sum_{d != d'} C_dd'^2 / d}. */
    Tensor covariance() {
        Tensor matrix = centred.transposedMatmul(centred).dividedBy(rows - 1);
        Tensor diagonal = centred.square().sum(0).dividedBy(rows - 1);
        return matrix.square().sum().minus(diagonal.square().sum()).dividedBy(dimension);
    }
}
