package org.disentangle.metrics.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.disentangle.core.UserError;
import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.Examples;
import org.junit.jupiter.api.Test;

class StandardizationTest {

    @Test
    void columns_get_mean_0_and_population_deviation_1() {
        Codes codes = new Codes("z", new float[] {1, 10, 3, 30, 5, 20, 7, 40}, 4, 2);
        Standardization standardization = Standardization.of(codes);
        double[] row = new double[2];
        standardization.read(codes.values(), 2, row);
        assertThat(row[0]).isCloseTo((3 - 4) / Math.sqrt(5), within(1e-12));
        assertThat(row[1]).isCloseTo((30 - 25) / Math.sqrt(125), within(1e-12));
    }

    @Test
    void a_constant_column_becomes_0_for_any_later_row() {
        Standardization standardization = Standardization.of(new Codes("z", new float[] {0.1f, 1, 0.1f, 2}, 2, 2));
        double[] row = new double[2];
        standardization.read(new float[] {5, 1.5f}, 0, row);
        assertThat(row).containsExactly(0, 0);
        assertThat(standardization.constantColumns()).isEqualTo(1);
    }

    @Test
    void rounding_noise_on_a_constant_is_not_blown_up_to_a_feature() {
        float[] values = new float[100];
        for (int row = 0; row < values.length; row++) {
            values[row] = row % 2 == 0 ? 0.7f : Math.nextUp(0.7f);
        }
        assertThat(Standardization.of(new Codes("z", values, 100, 1)).constantColumns())
                .isEqualTo(1);
    }

    @Test
    void small_numbers_that_vary_are_a_feature() {
        Codes codes = Examples.noise("z", 50, 1, 4);
        for (int row = 0; row < 50; row++) {
            codes.values()[row] *= 1e-20f;
        }
        assertThat(Standardization.of(codes).constantColumns()).isZero();
    }

    @Test
    void a_value_that_is_not_finite_is_refused_with_block_row_and_column() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            Codes codes = new Codes("z0", new float[] {1, 2, 3, 4, 5, bad}, 2, 3);
            assertThatThrownBy(() -> Standardization.of(codes))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("Block 'z0' holds " + bad + " in column 2 of training row 1")
                    .hasMessageContaining("diverged");
        }
    }

    @Test
    void no_rows_are_refused() {
        assertThatThrownBy(() -> Standardization.of(new Codes("r", new float[0], 0, 4)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'r' has no training rows");
    }
}
