package org.disentangle.methods.burns;

import java.util.List;
import org.disentangle.core.method.ObjectiveInputs;
import org.disentangle.core.tensor.Tensor;

/**
 * The regulariser of Burns et al. 2021, eq. 5: {@code |cos(z_ik, z_jk')|} for k != k'.
 *
 * <p>The paper sums over i, j and both ordered pairs (k, k'). We take the mean over all three, a number from 0 to 1 that is 1 for
 * equal halves in equal views: the paper's lambda for a sum over j and pairs is a quarter of ours with {@code self-and-positive}.
 * The terms of (1, 0) are those of (0, 1) with i and j exchanged, and each set of partners holds with (i, j) also (j, i); so
 * one ordered pair gives the mean.
 */
final class Orthogonality {
    private Orthogonality() {}

    /**
     * @param first {@code [views * batch, d]}
     * @param second of the same shape
     */
    static Tensor between(ObjectiveInputs inputs, Tensor first, Tensor second, Partners partners) {
        Tensor left = first.l2Normalize(1);
        Tensor right = second.l2Normalize(1);
        if (partners == Partners.ALL) {
            return left.matmulTransposed(right).absolute().mean();
        }
        int views = inputs.views();
        Tensor sum = cosines(left, right);
        for (int shift = 1; shift < views; shift++) {
            sum = sum.plus(cosines(left, turned(right, shift * inputs.batch())));
        }
        return sum.mean().dividedBy(views);
    }

    private static Tensor cosines(Tensor left, Tensor right) {
        return left.times(right).sum(1).absolute();
    }

    /** The rows moved up by {@code rows}, those at the top coming in at the end. */
    private static Tensor turned(Tensor tensor, int rows) {
        Tensor top = tensor.slice(0, 0, rows);
        Tensor rest = tensor.slice(0, rows, tensor.size(0) - rows);
        return tensor.builder().concatenate(0, List.of(rest, top));
    }
}
