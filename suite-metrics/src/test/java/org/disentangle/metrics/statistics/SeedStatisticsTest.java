package org.disentangle.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.Examples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedStatisticsTest {

    /** Tables 8 and 9 of Burns et al. (2021), gaps of runs 0 to 5; the paper prints mean and variance to one digit. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Ortho with P on DC, 5.8 6.0 5.8 1.8 5.2 1.9, 4.42, 3.35, 4.4, 3.4",
        "Ortho with P on BC, 3.1 0.3 0.2 3.5 3.0 8.4, 3.08, 7.42, 3.1, 7.4",
        "Hessian on DC, 17.2 3.7 7.2 7.4 2.2 7.6, 7.55, 22.79, 7.6, 22.8",
        "Hessian on BC, 8.5 1.5 2.8 0.9 4.6 0.8, 3.18, 7.36, 3.2, 7.4"
    })
    void published_variances_are_those_of_the_population(
            String name, String gaps, double mean, double variance, double printedMean, double printedVariance) {
        SeedStatistics statistics = SeedStatistics.of(
                Arrays.stream(gaps.split(" ")).mapToDouble(Double::parseDouble).toArray());
        assertThat(statistics.mean()).hasValueCloseTo(mean, within(0.0051));
        assertThat(statistics.populationVariance()).hasValueCloseTo(variance, within(0.0051));
        assertThat(statistics.mean()).hasValueCloseTo(printedMean, within(0.0501));
        assertThat(statistics.populationVariance()).hasValueCloseTo(printedVariance, within(0.0501));
    }

    @Test
    void nothing_has_no_statistics() {
        SeedStatistics none = SeedStatistics.of();
        assertThat(none.n()).isZero();
        assertThat(none.mean()).isEmpty();
        assertThat(none.minimum()).isEmpty();
        assertThat(none.standardDeviation()).isEmpty();
        assertThat(none.interval(0.95)).isEmpty();
    }

    @Test
    void one_seed_has_a_mean_and_no_spread() {
        SeedStatistics one = SeedStatistics.of(0.7);
        assertThat(one.mean()).hasValue(0.7);
        assertThat(one.minimum()).hasValue(0.7);
        assertThat(one.maximum()).hasValue(0.7);
        assertThat(one.standardDeviation()).isEmpty();
        assertThat(one.populationVariance()).isEmpty();
        assertThat(one.interval(0.95)).isEmpty();
    }

    @Test
    void two_seeds_have_a_deviation_and_no_interval() {
        SeedStatistics two = SeedStatistics.of(1, 3);
        assertThat(two.standardDeviation()).hasValueCloseTo(Math.sqrt(2), within(1e-15));
        assertThat(two.populationVariance()).hasValueCloseTo(1.0, within(1e-15));
        assertThat(two.interval(0.95)).isEmpty();
    }

    @Test
    void three_seeds_have_the_interval_of_students_t() {
        // t(0.975; 2) = 4.302652729911275, mean 2, deviation 1.
        Interval interval = SeedStatistics.of(3, 1, 2).interval(0.95).orElseThrow();
        assertThat(interval.lower()).isCloseTo(2 - 4.302652729911275 / Math.sqrt(3), within(1e-9));
        assertThat(interval.upper()).isCloseTo(2 + 4.302652729911275 / Math.sqrt(3), within(1e-9));
    }

    @Test
    void equal_values_have_no_spread_at_all() {
        SeedStatistics equal = SeedStatistics.of(0.1, 0.1, 0.1);
        assertThat(equal.mean()).hasValue(0.1);
        assertThat(equal.standardDeviation()).hasValue(0);
        assertThat(equal.interval(0.95)).hasValue(new Interval(0.95, 0.1, 0.1));
    }

    @Test
    void the_order_of_seeds_leaves_no_trace() {
        UniformRandomProvider random = Examples.random(40);
        double[] values = random.doubles(20).toArray();
        SeedStatistics expected = SeedStatistics.of(values);
        for (int trial = 0; trial < 20; trial++) {
            int[] order = SeedStreams.permutation(20, random);
            assertThat(SeedStatistics.of(
                            Arrays.stream(order).mapToDouble(i -> values[i]).toArray()))
                    .isEqualTo(expected);
        }
    }

    @Test
    void values_that_are_not_finite_and_levels_outside_0_to_1_are_refused() {
        assertThatThrownBy(() -> SeedStatistics.of(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SeedStatistics.of(Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
        SeedStatistics three = SeedStatistics.of(1, 2, 3);
        assertThatThrownBy(() -> three.interval(95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> three.interval(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void below_four_seeds_the_middle_half_is_all_and_fractions_stay_in() {
        assertThat(SeedStatistics.of(1, 2, 9).interquartileMean()).hasValue(4);
        assertThat(SeedStatistics.of(1, 2, 4, 100).interquartileMean()).hasValue(3);
        // A quarter of seven is one and three quarters: one is left out at either end.
        assertThat(SeedStatistics.of(-50, 1, 2, 3, 4, 5, 100).interquartileMean())
                .hasValue(3);
        assertThat(SeedStatistics.of().interquartileMean()).isEmpty();
        assertThat(SeedStatistics.of(0.1, 0.1, 0.1, 0.1, 0.1).interquartileMean())
                .hasValue(0.1);
    }

    @Test
    void quantiles_lie_between_the_values() {
        SeedStatistics statistics = SeedStatistics.of(3, 1, 2, 10);
        assertThat(statistics.sorted()).containsExactly(1.0, 2.0, 3.0, 10.0);
        assertThat(statistics.median()).hasValue(2.5);
        assertThat(statistics.quantile(0)).hasValue(1);
        assertThat(statistics.quantile(1)).hasValue(10);
        assertThat(SeedStatistics.of(7).quantile(0.3)).hasValue(7);
        assertThat(SeedStatistics.of().median()).isEmpty();
        assertThatThrownBy(() -> statistics.quantile(50)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> statistics.quantile(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
