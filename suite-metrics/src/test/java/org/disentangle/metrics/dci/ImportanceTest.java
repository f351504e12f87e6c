package org.disentangle.metrics.dci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The numbers of disentanglement_lib's {@code dci_test.py}. */
class ImportanceTest {
    private static final double STACKED = 1 - Math.log(2) / Math.log(10);

    private static Importance diagonal(int codes, int factors, double value) {
        double[][] values = new double[codes][factors];
        for (int code = 0; code < codes; code++) {
            for (int factor = 0; factor < factors; factor++) {
                values[code][factor] = code % factors == factor % codes ? value : 0;
            }
        }
        return new Importance(values);
    }

    private static void expect(Importance importance, double disentanglement, double completeness) {
        assertThat(importance.disentanglement()).isCloseTo(disentanglement, within(1e-8));
        assertThat(importance.completeness(Completeness.WEIGHTED)).isCloseTo(completeness, within(1e-8));
    }

    @Test
    void a_diagonal_is_disentangled_and_complete() {
        expect(diagonal(5, 5, 5), 1, 1);
        assertThat(diagonal(5, 5, 5).completeness(Completeness.PLAIN)).isCloseTo(1, within(1e-8));
    }

    @Test
    void two_codes_per_factor_are_not_complete() {
        expect(diagonal(10, 5, 1), 1, STACKED);
    }

    @Test
    void two_factors_per_code_are_not_disentangled() {
        expect(diagonal(5, 10, 1), STACKED, 1);
    }

    @Test
    void factors_that_no_code_tells_count_for_nothing_in_the_weighted_form_and_as_zero_in_the_plain_one() {
        Importance importance = new Importance(new double[][] {{1, 0, 0, 0, 0}, {0, 1, 0, 0, 0}});
        expect(importance, 1, 1);
        assertThat(importance.completeness(Completeness.PLAIN)).isCloseTo(0.4, within(1e-8));
    }

    @Test
    void codes_that_tell_nothing_count_for_nothing() {
        expect(new Importance(new double[][] {{1, 0}, {0, 1}, {0, 0}}), 1, 1);
    }

    @Test
    void no_importance_at_all_is_zero() {
        expect(new Importance(new double[10][10]), 0, 0);
        assertThat(new Importance(new double[10][10]).completeness(Completeness.PLAIN))
                .isZero();
    }

    @Test
    void dimensions_of_a_block_are_one() {
        Importance importance = new Importance(new double[][] {{1, 0}, {2, 0}, {0, 1}, {0, 3}});
        assertThat(importance.ofBlocks(new int[] {0, 2, 4}).values()).isDeepEqualTo(new double[][] {{3, 0}, {0, 4}});
    }
}
