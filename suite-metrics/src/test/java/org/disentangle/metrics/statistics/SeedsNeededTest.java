package org.disentangle.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeedsNeededTest {

    @Test
    void without_an_effect_the_power_is_the_significance() {
        for (int pairs : new int[] {2, 5, 1000, 100_000}) {
            assertThat(SeedsNeeded.power(0, pairs, 0.05)).isCloseTo(0.05, within(1e-9));
        }
    }

    @Test
    void power_grows_with_pairs_and_effect_and_not_with_its_sign() {
        double before = 0;
        for (int pairs = 2; pairs < 40; pairs++) {
            double power = SeedsNeeded.power(0.7, pairs, 0.05);
            assertThat(power).isBetween(before, 1.0).isLessThan(SeedsNeeded.power(0.8, pairs, 0.05));
            assertThat(SeedsNeeded.power(-0.7, pairs, 0.05)).isEqualTo(power);
            before = power;
        }
        assertThat(SeedsNeeded.power(50, 30, 0.05)).isCloseTo(1, within(1e-12));
    }

    @Test
    void a_plan_says_how_many_are_still_to_be_run() {
        // Mean 1, deviation 2: 34 pairs (Cohen's 0.5 at power 0.8).
        double d = 2;
        double[] differences = {1 - d, 1, 1 + d};
        SeedsNeeded plan = SeedsNeeded.of(differences, 0.05, 0.8);
        assertThat(plan.effect()).hasValueCloseTo(0.5, within(1e-12));
        assertThat(plan.pairs()).hasValue(34);
        assertThat(plan.more()).hasValue(31);
        assertThat(SeedsNeeded.of(new double[] {4.9, 5, 5.1, 5, 5, 5, 5}, 0.05, 0.8)
                        .more())
                .hasValue(0);
    }

    @Test
    void what_cannot_be_planned_says_why() {
        assertThat(SeedsNeeded.of(new double[] {1, 2}, 0.05, 0.8).reason().orElseThrow())
                .contains("3 pairs");
        assertThat(SeedsNeeded.of(new double[] {1, 1, 1}, 0.05, 0.8).reason().orElseThrow())
                .contains("equal");
        SeedsNeeded none = SeedsNeeded.of(new double[] {-1, 0, 1}, 0.05, 0.8);
        assertThat(none.effect()).hasValue(0);
        assertThat(none.pairs()).isEmpty();
        assertThat(none.reason().orElseThrow()).contains("1000000");
        assertThatThrownBy(() -> SeedsNeeded.of(new double[] {1, Double.NaN, 2}, 0.05, 0.8))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SeedsNeeded.pairs(1, 0.8, 0.05)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SeedsNeeded.power(1, 1, 0.05)).isInstanceOf(IllegalArgumentException.class);
    }
}
