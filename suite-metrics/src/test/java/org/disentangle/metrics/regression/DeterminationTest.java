package org.disentangle.metrics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DeterminationTest {
    @Test
    void it_is_the_share_of_the_variance_about_the_rows_own_mean() {
        // Errors 0, 0, 1 against deviations -1, 0, 1.
        assertThat(Determination.of(new double[] {1, 2, 3}, new double[] {1, 2, 4}))
                .isCloseTo(0.5, within(1e-15));
    }

    @Test
    void a_target_whose_mean_is_another_number_by_rounding_does_not_vary() {
        double[] target = new double[10];
        Arrays.fill(target, 0.1);
        assertThat(Arrays.stream(target).reduce(0, (sum, value) -> sum + value))
                .as("the sum of ten tenths")
                .isNotEqualTo(1);
        assertThat(Determination.of(target, new double[10])).isNaN();
    }
}
