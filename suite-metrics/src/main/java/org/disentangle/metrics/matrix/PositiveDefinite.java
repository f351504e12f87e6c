package org.disentangle.metrics.matrix;

import java.util.Arrays;

/** Inverse of a symmetric positive definite matrix, by Cholesky's factor: {@code A = U' U}, so {@code A^-1 = V V'} with {@code V = U^-1}. */
public final class PositiveDefinite {
    private PositiveDefinite() {}

    /**
     * @param matrix {@code [n, n]}, symmetric; overwritten
     * @return {@code [n, n]}, symmetric and positive definite
     * @throws ArithmeticException if the matrix is not positive definite to working precision
     */
    public static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] upper = factor(matrix);
        double[][] inverseUpper = new double[n][n];
        invertUpper(upper, inverseUpper);
        double[][] transposed = new double[n][n];
        transpose(inverseUpper, transposed);
        double[][] inverse = new double[n][n];
        DenseProduct.addProduct(inverse, inverseUpper, transposed, n, n, n);
        return inverse;
    }

    /** Overwrites {@code inverse} with that of an upper triangular matrix, of which nothing below the diagonal is read. */
    static void invertUpper(double[][] upper, double[][] inverse) {
        int n = upper.length;
        for (int i = n - 1; i >= 0; i--) {
            double[] row = inverse[i];
            Arrays.fill(row, 0);
            for (int k = i + 1; k < n; k++) {
                DenseProduct.addOne(row, -upper[i][k], inverse[k], n);
            }
            row[i] += 1;
            double scale = 1 / upper[i][i];
            for (int j = 0; j < n; j++) {
                row[j] *= scale;
            }
        }
    }

    static void transpose(double[][] square, double[][] into) {
        for (int i = 0; i < square.length; i++) {
            for (int j = 0; j < square.length; j++) {
                into[j][i] = square[i][j];
            }
        }
    }

    /** Overwrites a matrix with its upper factor U, {@code A = U' U}, row by row so that the inner loop runs along rows. What is below the diagonal stays. */
    static double[][] factor(double[][] matrix) {
        int n = matrix.length;
        for (int k = 0; k < n; k++) {
            double[] pivotRow = matrix[k];
            double pivot = pivotRow[k];
            if (!(pivot > 0)) {
                throw new ArithmeticException("The matrix is not positive definite: pivot " + k + " is " + pivot);
            }
            double scale = 1 / Math.sqrt(pivot);
            for (int j = k; j < n; j++) {
                pivotRow[j] *= scale;
            }
            for (int i = k + 1; i < n; i++) {
                double factor = -pivotRow[i];
                double[] row = matrix[i];
                for (int j = i; j < n; j++) {
                    row[j] = Math.fma(factor, pivotRow[j], row[j]);
                }
            }
        }
        return matrix;
    }
}
