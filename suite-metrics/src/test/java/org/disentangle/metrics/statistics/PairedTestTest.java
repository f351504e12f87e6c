package org.disentangle.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.Examples;
import org.disentangle.metrics.statistics.PairedTest.Alternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PairedTestTest {
    private static final SeedStreams STREAMS = new SeedStreams(5);

    private static List<PairedTest> all(Alternative alternative, double... differences) {
        return List.of(
                PairedTest.signFlip(differences, alternative, STREAMS),
                PairedTest.wilcoxon(differences, alternative),
                PairedTest.studentT(differences, alternative));
    }

    @Test
    void four_pairs_on_one_side_reach_an_eighth_and_no_less() {
        double[] differences = {0.1, 0.2, 0.3, 0.4};
        PairedTest flips = PairedTest.signFlip(differences, Alternative.TWO_SIDED, STREAMS);
        assertThat(flips.pValue()).hasValue(0.125);
        assertThat(flips.smallestPValue()).isEqualTo(0.125);
        assertThat(flips.statistic()).hasValueCloseTo(0.25, within(1e-15));
        PairedTest wilcoxon = PairedTest.wilcoxon(differences, Alternative.TWO_SIDED);
        assertThat(wilcoxon.pValue()).hasValue(0.125);
        assertThat(wilcoxon.statistic()).hasValue(10);
        assertThat(PairedTest.wilcoxon(differences, Alternative.GREATER).pValue())
                .hasValue(0.0625);
        assertThat(PairedTest.wilcoxon(differences, Alternative.LESS).pValue()).hasValue(1);
    }

    @Test
    void no_pairs_have_no_p_value_and_a_reason() {
        for (PairedTest test : all(Alternative.TWO_SIDED)) {
            assertThat(test.pValue()).isEmpty();
            assertThat(test.reason()).isPresent();
        }
        PairedTest one = PairedTest.studentT(new double[] {1}, Alternative.TWO_SIDED);
        assertThat(one.pValue()).isEmpty();
        assertThat(PairedTest.signFlip(new double[] {1}, Alternative.TWO_SIDED, STREAMS)
                        .pValue())
                .hasValue(1);
    }

    @Test
    void equal_differences_have_no_t_and_zeros_alone_no_evidence() {
        PairedTest t = PairedTest.studentT(new double[] {0.3 - 0.2, 0.2 - 0.1, 0.1}, Alternative.TWO_SIDED);
        assertThat(t.pValue()).isEmpty();
        assertThat(t.reason().orElseThrow()).contains("equal");
        for (Alternative alternative : Alternative.values()) {
            assertThat(PairedTest.signFlip(new double[4], alternative, STREAMS).pValue())
                    .hasValue(1);
            assertThat(PairedTest.signFlip(new double[30], alternative, STREAMS).pValue())
                    .hasValue(1);
            assertThat(PairedTest.wilcoxon(new double[4], alternative).pValue()).hasValue(1);
            assertThat(PairedTest.wilcoxon(new double[60], alternative).pValue())
                    .hasValue(1);
        }
    }

    @Test
    void differences_that_are_equal_but_for_rounding_are_ties() {
        double[] exact = {0.125, -0.125, 0.25, 0.375};
        double[] rounded = {0.3 - 0.2, 0.1 - 0.2, 0.2, 0.7 - 0.4};
        for (Alternative alternative : Alternative.values()) {
            assertThat(PairedTest.wilcoxon(rounded, alternative).pValue())
                    .isEqualTo(PairedTest.wilcoxon(exact, alternative).pValue());
            assertThat(PairedTest.signFlip(rounded, alternative, STREAMS).pValue())
                    .isEqualTo(PairedTest.signFlip(exact, alternative, STREAMS).pValue());
        }
    }

    @ParameterizedTest
    @EnumSource(Alternative.class)
    void neither_order_nor_scale_changes_a_p_value_and_exchanged_methods_exchange_the_sides(Alternative alternative) {
        UniformRandomProvider random = Examples.random(3);
        double[] differences = random.doubles(13, -0.4, 1).toArray();
        int[] order = SeedStreams.permutation(13, random);
        double[] shuffled =
                Arrays.stream(order).mapToDouble(i -> differences[i]).toArray();
        double[] scaled = Arrays.stream(differences).map(d -> 64 * d).toArray();
        double[] negated = Arrays.stream(differences).map(d -> -d).toArray();
        Alternative other =
                switch (alternative) {
                    case TWO_SIDED -> Alternative.TWO_SIDED;
                    case GREATER -> Alternative.LESS;
                    case LESS -> Alternative.GREATER;
                };
        List<PairedTest> expected = all(alternative, differences);
        assertThat(all(alternative, shuffled)).isEqualTo(expected);
        for (int i = 0; i < expected.size(); i++) {
            double p = expected.get(i).pValue().orElseThrow();
            assertThat(all(alternative, scaled).get(i).pValue()).hasValueCloseTo(p, within(1e-13));
            assertThat(all(other, negated).get(i).pValue()).hasValueCloseTo(p, within(1e-13));
        }
    }

    @Test
    void wilcoxon_sees_the_order_of_sizes_alone() {
        double[] differences = {0.1, -0.2, 0.3, 0.5, -0.7, 1.1};
        double[] cubes = Arrays.stream(differences).map(d -> d * d * d).toArray();
        assertThat(PairedTest.wilcoxon(cubes, Alternative.GREATER))
                .isEqualTo(PairedTest.wilcoxon(differences, Alternative.GREATER));
    }

    /** The drawn p-value scatters about the exact one by sqrt(p (1 - p) / draws); five times that is allowed. */
    @Test
    void drawn_flips_come_near_to_the_exact_tail() {
        // 21 differences of size 1, 15 of them positive: the two-sided tail is a binomial one.
        double[] differences = new double[21];
        Arrays.fill(differences, 1);
        Arrays.fill(differences, 0, 6, -1);
        double exact = 0.07835388183593750;
        PairedTest drawn = PairedTest.signFlip(differences, Alternative.TWO_SIDED, STREAMS);
        assertThat(drawn.exact()).isFalse();
        assertThat(drawn.pValue())
                .hasValueCloseTo(exact, within(5 * Math.sqrt(exact * (1 - exact) / PairedTest.DRAWN_FLIPS)));
        assertThat(PairedTest.signFlip(differences, Alternative.TWO_SIDED, STREAMS))
                .isEqualTo(drawn);
    }

    /** Of 4,000 tests as many reject as the tests' exact sizes say, to five binomial deviations. */
    @Test
    void equal_methods_are_told_apart_as_rarely_as_promised() {
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(Examples.random(9));
        List<Function<double[], PairedTest>> tests = List.of(
                d -> PairedTest.signFlip(d, Alternative.TWO_SIDED, STREAMS),
                d -> PairedTest.wilcoxon(d, Alternative.TWO_SIDED),
                d -> PairedTest.studentT(d, Alternative.TWO_SIDED));
        int[] rejected = new int[tests.size()];
        int trials = 4000;
        for (int trial = 0; trial < trials; trial++) {
            double[] differences = new double[8];
            Arrays.setAll(differences, i -> normal.sample());
            for (int i = 0; i < rejected.length; i++) {
                rejected[i] += tests.get(i).apply(differences).pValue().orElseThrow() <= 0.05 ? 1 : 0;
            }
        }
        // Of 256 flips 12 lie no further in than 0.05, and 10 sums of ranks.
        double[] sizes = {12 / 256.0, 10 / 256.0, 0.05};
        for (int i = 0; i < sizes.length; i++) {
            assertThat((double) rejected[i])
                    .isCloseTo(trials * sizes[i], within(5 * Math.sqrt(trials * sizes[i] * (1 - sizes[i]))));
        }
    }

    @Test
    void what_is_not_finite_is_refused() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> all(Alternative.LESS, 1, bad, 2)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Holm.adjusted(0.1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Holm.adjusted(1.1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Holm.adjusted()).isEmpty();
        assertThat(Holm.adjusted(0.3)).containsExactly(0.3);
    }
}
