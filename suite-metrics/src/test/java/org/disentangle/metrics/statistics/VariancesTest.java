package org.disentangle.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.disentangle.metrics.Examples;
import org.junit.jupiter.api.Test;

class VariancesTest {

    @Test
    void two_values_have_a_variance_and_no_interval() {
        SampleVariance two = SampleVariance.of(1, 3);
        assertThat(two.variance()).isEqualTo(2);
        assertThat(two.interval(0.95)).isEmpty();
        assertThat(SampleVariance.of(1, 1, 1).interval(0.95)).hasValue(new Interval(0.95, 0, 0));
    }

    @Test
    void a_stream_that_changes_nothing_has_no_share_and_nothing_has_no_shares() {
        double[] varying = {1, 2, 4, 3};
        VarianceShares shares = VarianceShares.of(varying, Map.of("order", new double[] {2, 2, 2}), 0.95);
        assertThat(shares.streams().get("order").share()).hasValue(0);
        assertThat(shares.remainder()).hasValue(1);
        VarianceShares none = VarianceShares.of(new double[] {2, 2, 2}, Map.of("order", varying), 0.95);
        assertThat(none.streams().get("order").share()).isEmpty();
        assertThat(none.streams().get("order").shareInterval()).isEmpty();
        assertThat(none.remainder()).isEmpty();
    }

    @Test
    void groups_that_differ_less_than_repeats_have_a_share_of_0() {
        RandomEffects effects = RandomEffects.of(new double[][] {{1, 3}, {3, 1}, {2, 2}}, 0.9);
        assertThat(effects.between()).isZero();
        assertThat(effects.share()).hasValue(0);
        assertThat(effects.shareInterval().orElseThrow().lower()).isZero();
    }

    @Test
    void groups_without_noise_have_a_share_of_1_and_equal_values_none() {
        RandomEffects effects = RandomEffects.of(new double[][] {{1, 1}, {2, 2}, {3, 3}}, 0.9);
        assertThat(effects.share()).hasValue(1);
        assertThat(effects.between()).isCloseTo(1, within(1e-15));
        assertThat(effects.shareInterval()).isEmpty();
        assertThat(RandomEffects.of(new double[3][2], 0.9).share()).isEmpty();
    }

    /** Variance 4 between and 1 within; both intervals hold the truth as often as their level says, to five binomial deviations. */
    @Test
    void intervals_hold_the_share_and_the_variance_as_often_as_they_say() {
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(Examples.random(8));
        int trials = 2000;
        int share = 0;
        int within = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[][] scores = new double[5][3];
            for (double[] group : scores) {
                double effect = 2 * normal.sample();
                for (int i = 0; i < group.length; i++) {
                    group[i] = effect + normal.sample();
                }
            }
            RandomEffects effects = RandomEffects.of(scores, 0.9);
            share += effects.shareInterval().orElseThrow().contains(0.8) ? 1 : 0;
            within += effects.within().interval(0.9).orElseThrow().contains(1) ? 1 : 0;
        }
        double deviations = 5 * Math.sqrt(trials * 0.9 * 0.1);
        assertThat((double) share).isCloseTo(trials * 0.9, within(deviations));
        assertThat((double) within).isCloseTo(trials * 0.9, within(deviations));
    }

    @Test
    void proportions_at_the_ends_have_one_sided_intervals() {
        // The rule of three: (outside)^(1/n).
        Interval none = new Proportion(0, 5).clopperPearson(0.95);
        assertThat(none.lower()).isZero();
        assertThat(none.upper()).isCloseTo(1 - Math.pow(0.025, 1.0 / 5), within(1e-12));
        Interval all = new Proportion(5, 5).clopperPearson(0.95);
        assertThat(all.lower()).isCloseTo(1 - none.upper(), within(1e-12));
        assertThat(all.upper()).isEqualTo(1);
        assertThat(new Proportion(0, 5).wilson(0.95).lower()).isZero();
        assertThat(new Proportion(5, 5).wilson(0.95).upper()).isEqualTo(1);
        assertThat(new Proportion(1, 4).share()).isEqualTo(0.25);
    }

    @Test
    void what_is_no_share_or_no_sample_is_refused() {
        assertThatThrownBy(() -> new Proportion(3, 2)).hasMessageContaining("3 of 2");
        assertThatThrownBy(() -> new Proportion(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SampleVariance.of(1)).hasMessageContaining("two values");
        assertThatThrownBy(() -> SampleVariance.of(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RandomEffects.of(new double[][] {{1}, {2}}, 0.9))
                .hasMessageContaining("repeat");
        assertThatThrownBy(() -> RandomEffects.of(new double[][] {{1, 2}, {}}, 0.9))
                .hasMessageContaining("no run");
        assertThatThrownBy(() -> RandomEffects.of(new double[][] {{1, 2}, {1, Double.NaN}}, 0.9))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Interval(0.9, 2, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
