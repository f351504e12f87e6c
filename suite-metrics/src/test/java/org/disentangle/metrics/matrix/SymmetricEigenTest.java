package org.disentangle.metrics.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.Examples;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
    @Test
    void values_descend_and_vectors_belong_to_them() {
        SymmetricEigen eigen = SymmetricEigen.of(new double[][] {{2, 1}, {1, 2}});

        assertThat(eigen.values()).containsExactly(new double[] {3, 1}, within(1e-14));
        assertThat(Math.abs(eigen.vector(0)[0])).isCloseTo(Math.sqrt(0.5), within(1e-14));
        assertThat(eigen.vector(1)[0]).isCloseTo(-eigen.vector(1)[1], within(1e-14));
    }

    @Test
    void only_the_upper_triangle_counts_and_zero_has_the_values_zero() {
        assertThat(SymmetricEigen.of(new double[][] {{2, 1}, {77, 2}}).values())
                .containsExactly(new double[] {3, 1}, within(1e-14));
        assertThat(SymmetricEigen.of(new double[3][3]).values()).containsOnly(0);
    }

    @Test
    void moments_of_fewer_rows_than_dimensions_are_decomposed() {
        int d = 300;
        int rows = 100;
        Codes noise = Examples.noise("z", rows, d, 1);
        double[][] moments = new double[d][d];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    moments[i][j] += (double) noise.values()[row * d + i] * noise.values()[row * d + j];
                }
            }
        }
        double[] values = SymmetricEigen.of(moments).values();

        assertThat(values[rows - 1]).isGreaterThan(1);
        for (int e = rows; e < d; e++) {
            assertThat(values[e]).isCloseTo(0, within(1e-11));
        }
    }
}
