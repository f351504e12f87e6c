package org.disentangle.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EqualWidthBinsTest {

    @Test
    void a_value_on_an_edge_falls_into_the_bin_that_begins_there_and_the_greatest_into_the_last() {
        EqualWidthBins bins = new EqualWidthBins(0, 20, 20);
        assertThat(bins.of(new double[] {0, 0.999, 1, 18.5, 19, 20})).containsExactly(0, 0, 1, 18, 19, 19);
    }

    @Test
    void edges_are_sums_and_not_quotients() {
        // 0.3 / 0.1 rounds down to 2.99..., while 3 * 0.1 is just above 0.3.
        EqualWidthBins bins = new EqualWidthBins(0, 2, 20);
        for (int bin = 0; bin < 20; bin++) {
            double edge = bin * (2.0 / 20);
            assertThat(bins.of(edge)).isEqualTo(bin);
            if (bin > 0) {
                assertThat(bins.of(Math.nextDown(edge))).isEqualTo(bin - 1);
            }
        }
    }

    @Test
    void values_outside_fall_into_the_outermost_and_equal_ones_into_one() {
        assertThat(new EqualWidthBins(-1, 1, 4).of(new double[] {-5, 5})).containsExactly(0, 3);
        assertThat(EqualWidthBins.of(new double[] {7, 7, 7}, 20).of(7)).isZero();
        assertThat(EqualWidthBins.of(new double[0], 20).of(3)).isZero();
    }

    @Test
    void ranges_that_are_none_are_refused() {
        assertThatThrownBy(() -> new EqualWidthBins(1, 0, 20)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EqualWidthBins(0, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EqualWidthBins.of(new double[] {Double.NaN}, 3))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
