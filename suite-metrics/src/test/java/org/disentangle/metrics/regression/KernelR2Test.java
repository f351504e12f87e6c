package org.disentangle.metrics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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
import org.disentangle.metrics.Examples;
import org.disentangle.testkit.RecordedFindings;
import org.junit.jupiter.api.Test;

class KernelR2Test {
    private final RecordedFindings findings = new RecordedFindings();

    private List<Score> score(Codes train, Codes test, float[] trained, float[] tested) {
        ContinuousTargets targets = new ContinuousTargets(
                List.of(new ContinuousFactor("position", "position", 1)),
                Map.of("position", trained),
                Map.of("position", tested));
        return new KernelR2()
                .score(
                        KernelR2Options.DEFAULT,
                        new ScoringInput(
                                Map.of("z", train),
                                Map.of("z", test),
                                List.of(),
                                Map.of(),
                                Map.of(),
                                targets,
                                Assignments.NONE,
                                Map.of(),
                                List.of(),
                                new SeedStreams(0),
                                2,
                                findings));
    }

    private static float[] squares(Codes codes) {
        float[] squares = new float[codes.rows()];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = codes.values()[2 * i] * codes.values()[2 * i];
        }
        return squares;
    }

    @Test
    void a_parabola_that_no_line_reads_is_read() {
        Codes train = Examples.noise("z", 400, 2, 1);
        Codes test = Examples.noise("z", 200, 2, 2);
        assertThat(score(train, test, squares(train), squares(test)))
                .singleElement()
                .satisfies(score -> {
                    assertThat(score.value()).isGreaterThan(0.99);
                    assertThat(score.n()).isEqualTo(200);
                    assertThat(score.details()).containsEntry("points", 400.0).containsEntry("batches", 1.0);
                });
        assertThat(findings.matrices()).singleElement().satisfies(matrix -> assertThat(matrix.values())
                .hasSize(16));
    }

    @Test
    void independent_noise_is_not_read() {
        Codes other = Examples.noise("z", 400, 2, 3);
        assertThat(score(Examples.noise("z", 400, 2, 1), Examples.noise("z", 400, 2, 2), squares(other), squares(other))
                        .get(0)
                        .value())
                .isLessThan(0.05);
    }

    @Test
    void codes_that_never_vary_predict_the_mean() {
        Codes constant = new Codes("z", new float[200], 100, 2);
        Codes other = Examples.noise("z", 100, 2, 3);
        assertThat(score(constant, constant, squares(other), squares(other))
                        .get(0)
                        .value())
                .isCloseTo(0, within(1e-9));
    }

    @Test
    void a_factor_that_is_constant_in_the_test_rows_has_no_score_and_a_reason() {
        Codes codes = Examples.noise("z", 100, 2, 1);
        float[] constant = new float[100];
        Arrays.fill(constant, 3);
        assertThat(score(codes, codes, squares(codes), constant)).isEmpty();
        assertThat(findings.undefined()).singleElement().satisfies(one -> assertThat(one.reason())
                .contains("constant"));
    }

    @Test
    void fewer_rows_than_folds_have_no_score_and_a_reason() {
        Codes codes = Examples.noise("z", 2, 2, 1);
        assertThat(score(codes, codes, squares(codes), squares(codes))).isEmpty();
        assertThat(findings.undefined()).singleElement().satisfies(one -> assertThat(one.reason())
                .contains("2 training rows"));
    }

    @Test
    void codes_that_are_not_finite_are_refused() {
        Codes codes = Examples.noise("z", 20, 2, 1);
        Codes broken = Examples.noise("z", 20, 2, 1);
        broken.values()[5] = Float.NaN;
        assertThatThrownBy(() -> score(broken, codes, squares(codes), squares(codes)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("training row 2");
        assertThatThrownBy(() -> score(codes, broken, squares(codes), squares(codes)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("test row 2");
    }

    @Test
    void settings_that_mean_nothing_are_refused_with_their_name() {
        KernelR2Options fine = KernelR2Options.DEFAULT;
        assertThatThrownBy(() -> new KernelR2Options(List.of(), fine.gammas(), 3, 10, 10, 10))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'alphas'");
        assertThatThrownBy(() -> new KernelR2Options(fine.alphas(), List.of(-1.0), 3, 10, 10, 10))
                .hasMessageContaining("'gammas'");
        assertThatThrownBy(() -> new KernelR2Options(fine.alphas(), fine.gammas(), 3, 100_000, 10, 10))
                .hasMessageContaining("'points'");
    }
}
