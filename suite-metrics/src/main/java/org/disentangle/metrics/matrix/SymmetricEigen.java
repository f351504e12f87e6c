package org.disentangle.metrics.matrix;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix that need not be definite: of fewer rows than dimensions it is not.
 *
 * <p>Commons Math's iteration does not end on such matrices, where it takes a diagonal that is rounding for zero. It is given the matrix
 * raised by its norm, whose eigenvalues are raised by as much; that costs no more than the rounding there is, {@code 1e-16} of the
 * greatest eigenvalue.
 */
public final class SymmetricEigen {
    private final EigenDecomposition raised;
    private final double norm;

    private SymmetricEigen(EigenDecomposition raised, double norm) {
        this.raised = raised;
        this.norm = norm;
    }

    /** @param matrix of which the upper triangle counts; not changed */
    public static SymmetricEigen of(double[][] matrix) {
        int d = matrix.length;
        double[][] copy = new double[d][d];
        double norm = 0;
        for (int i = 0; i < d; i++) {
            double sum = 0;
            for (int j = 0; j < d; j++) {
                copy[i][j] = matrix[Math.min(i, j)][Math.max(i, j)];
                sum += Math.abs(copy[i][j]);
            }
            norm = Math.max(norm, sum);
        }
        for (int i = 0; i < d; i++) {
            copy[i][i] += norm;
        }
        return new SymmetricEigen(new EigenDecomposition(new Array2DRowRealMatrix(copy, false)), norm);
    }

    /** {@code [d]}, descending. */
    public double[] values() {
        return Arrays.stream(raised.getRealEigenvalues())
                .map(value -> value - norm)
                .toArray();
    }

    /** Of length 1, {@code [d]}. */
    public double[] vector(int index) {
        return raised.getEigenvector(index).toArray();
    }
}
