package org.disentangle.metrics.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.disentangle.metrics.Examples;
import org.junit.jupiter.api.Test;

class PositiveDefiniteTest {

    @Test
    void the_inverse_of_a_two_by_two_matrix_is_the_adjugate_over_the_determinant() {
        double[][] inverse = PositiveDefinite.inverse(new double[][] {{4, 2}, {2, 3}});
        assertThat(inverse[0]).containsExactly(new double[] {3.0 / 8, -2.0 / 8}, within(1e-15));
        assertThat(inverse[1]).containsExactly(new double[] {-2.0 / 8, 4.0 / 8}, within(1e-15));
    }

    @Test
    void the_inverse_times_the_matrix_is_the_identity() {
        int n = 23;
        double[][] factor = DenseProductTest.matrix(n, n, Examples.random(3));
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    matrix[i][j] += factor[i][k] * factor[j][k];
                }
            }
            matrix[i][i] += 0.1;
        }
        double[][] inverse = PositiveDefinite.inverse(DenseProductTest.copy(matrix));
        double[][] product = new double[n][n];
        DenseProduct.addProduct(product, inverse, matrix, n, n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertThat(product[i][j]).isCloseTo(i == j ? 1 : 0, within(1e-10));
            }
        }
    }

    @Test
    void a_matrix_that_is_not_positive_definite_is_refused() {
        assertThatThrownBy(() -> PositiveDefinite.inverse(new double[][] {{1, 2}, {2, 1}}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("pivot 1");
    }
}
