package org.disentangle.metrics.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.metrics.Examples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockedCholeskyTest {

    private static double[][] matrix(int size) {
        UniformRandomProvider random = Examples.random(size);
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = random.nextDouble() - 0.5;
                matrix[j][i] = matrix[i][j];
            }
            matrix[i][i] = size;
        }
        return matrix;
    }

    private static double[][] right(int size) {
        UniformRandomProvider random = Examples.random(1);
        double[][] right = new double[3][size];
        for (double[] row : right) {
            for (int i = 0; i < size; i++) {
                row[i] = random.nextDouble();
            }
        }
        return right;
    }

    private static double[][] solved(double[][] matrix, int threads) {
        try (Shards shards = new Shards(threads)) {
            BlockedCholesky cholesky = new BlockedCholesky(matrix.length, shards);
            // Twice, since its memory is used again.
            for (int times = 0; times < 2; times++) {
                cholesky.factor((row, from, count, into) -> System.arraycopy(matrix[row], from, into, 0, count));
            }
            double[][] right = right(matrix.length);
            cholesky.solve(right);
            return right;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 127, 128, 129, 300})
    void it_solves_what_commons_math_solves(int size) {
        double[][] matrix = matrix(size);
        double[][] solved = solved(matrix, 2);
        double[][] expected = new CholeskyDecomposition(new Array2DRowRealMatrix(matrix))
                .getSolver()
                .solve(new Array2DRowRealMatrix(right(size)).transpose())
                .transpose()
                .getData();
        for (int t = 0; t < expected.length; t++) {
            assertThat(solved[t]).containsExactly(expected[t], within(1e-12));
        }
    }

    @Test
    void the_number_of_threads_leaves_no_trace() {
        double[][] matrix = matrix(400);
        assertThat(solved(matrix, 3)).isDeepEqualTo(solved(matrix, 1));
    }

    @Test
    void a_matrix_that_is_not_positive_definite_is_refused() {
        double[][] matrix = matrix(200);
        matrix[150][150] = -1;
        assertThatThrownBy(() -> solved(matrix, 2)).isInstanceOf(ArithmeticException.class);
    }
}
