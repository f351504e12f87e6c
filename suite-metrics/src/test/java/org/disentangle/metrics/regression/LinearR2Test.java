package org.disentangle.metrics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.metric.Assignments;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.ContinuousTargets;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.NoOptions;
import org.disentangle.testkit.RecordedFindings;
import org.junit.jupiter.api.Test;

class LinearR2Test {
    private final RecordedFindings findings = new RecordedFindings();
    private static final float[] FIRST = {0, 1, 2, 3, 4, 5};

    private List<Score> score(float[] train, float[] test, int dimension, float[] trained, float[] tested, int k) {
        ContinuousTargets targets = new ContinuousTargets(
                List.of(new ContinuousFactor("position", "position", k)),
                Map.of("position", trained),
                Map.of("position", tested));
        return new LinearR2()
                .score(
                        new NoOptions(),
                        new ScoringInput(
                                Map.of("z", new Codes("z", train, train.length / dimension, dimension)),
                                Map.of("z", new Codes("z", test, test.length / dimension, dimension)),
                                List.of(),
                                Map.of(),
                                Map.of(),
                                targets,
                                Assignments.NONE,
                                Map.of(),
                                List.of(),
                                new SeedStreams(0),
                                1,
                                findings));
    }

    @Test
    void an_affine_factor_is_read_perfectly() {
        float[] targets = {7, 5, 3, 1, -1, -3};
        assertThat(score(FIRST, FIRST, 1, targets, targets, 1)).singleElement().satisfies(score -> {
            assertThat(score.value()).isCloseTo(1, within(1e-12));
            assertThat(score.n()).isEqualTo(6);
        });
    }

    @Test
    void the_fit_of_a_parabola_by_a_line_leaves_what_arithmetic_says() {
        // x^2 over 0..5 by its best line 5x - 10/3: SSE 112/3, SST 1638/3 - ... = 455.33 by hand below.
        float[] squares = {0, 1, 4, 9, 16, 25};
        double mean = 55 / 6.0;
        double total = 0;
        double errors = 0;
        for (int x = 0; x < 6; x++) {
            total += (x * x - mean) * (x * x - mean);
            double line = 5 * x - 10 / 3.0;
            errors += (x * x - line) * (x * x - line);
        }
        assertThat(score(FIRST, FIRST, 1, squares, squares, 1).get(0).value())
                .isCloseTo(1 - errors / total, within(1e-12));
    }

    @Test
    void a_mistaken_line_scores_below_zero() {
        float[] up = {0, 1, 2, 3, 4, 5};
        float[] down = {5, 4, 3, 2, 1, 0};
        // Predicts x where 5 - x is true: SSE = sum (2x - 5)^2 = 70, SST = 17.5.
        assertThat(score(FIRST, FIRST, 1, up, down, 1).get(0).value()).isCloseTo(1 - 70 / 17.5, within(1e-12));
    }

    @Test
    void several_numbers_are_averaged_and_constant_ones_left_out() {
        float[] trained = {0, 9, 1, 9, 2, 9, 3, 9, 4, 9, 5, 9};
        assertThat(score(FIRST, FIRST, 1, trained, trained, 2)).singleElement().satisfies(score -> {
            assertThat(score.value()).isCloseTo(1, within(1e-12));
            assertThat(score.details()).containsEntry("numbers", 1.0);
        });
        float[] constant = {9, 9, 9, 9, 9, 9};
        assertThat(score(FIRST, FIRST, 1, constant, constant, 1)).isEmpty();
        assertThat(findings.undefined()).singleElement().satisfies(undefined -> assertThat(undefined.reason())
                .contains("constant"));
    }

    @Test
    void equal_numbers_whose_mean_is_rounded_are_constant() {
        float[] constant = {0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f};
        assertThat(score(FIRST, FIRST, 1, FIRST, constant, 1)).isEmpty();
    }

    @Test
    void doubled_and_dead_columns_change_nothing() {
        float[] wide = new float[18];
        for (int i = 0; i < 6; i++) {
            wide[3 * i] = FIRST[i];
            wide[3 * i + 1] = 2 * FIRST[i] + 1;
            wide[3 * i + 2] = 4;
        }
        float[] squares = {0, 1, 4, 9, 16, 25};
        double alone = score(FIRST, FIRST, 1, squares, squares, 1).get(0).value();

        Score score = score(wide, wide, 3, squares, squares, 1).get(0);
        assertThat(score.value()).isCloseTo(alone, within(1e-9));
        assertThat(score.details()).containsEntry("rank", 1.0);
    }

    @Test
    void codes_that_are_not_finite_are_refused() {
        float[] broken = {0, 1, Float.NaN, 3, 4, 5};
        assertThatThrownBy(() -> score(FIRST, broken, 1, FIRST, FIRST, 1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("test row 2");
    }
}
