package org.disentangle.metrics.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.disentangle.core.UserError;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.ClassLabels;
import org.disentangle.metrics.Examples;
import org.disentangle.metrics.matrix.Shards;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LogisticRegressionTest {
    private static final LogisticRegression TIGHT = new LogisticRegression(1e-3, 1e-9, 1000);

    private final Shards threads = new Shards(2);

    @AfterEach
    void close() {
        threads.close();
    }

    private LogisticRegression.Fit fit(LogisticRegression regression, Codes codes, int[] labels, int classes) {
        return regression.fit(codes, new ClassLabels("DC", labels, classes), threads);
    }

    static Stream<Arguments> problems() {
        return StreamSupport.stream(Examples.json("logistic-regression.json").spliterator(), false)
                .map(problem -> Arguments.of(problem.get("name").asText(), problem));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("problems")
    void it_finds_the_minimum_that_scikit_learn_finds(String name, JsonNode problem) {
        int dimension = problem.get("dimension").asInt();
        LogisticRegression regression = new LogisticRegression(problem.get("l2").asDouble(), 1e-9, 1000);
        LogisticRegression.Fit fit = fit(
                regression,
                Examples.codes(name, problem.get("train"), dimension),
                Examples.ints(problem.get("trainLabels")),
                problem.get("classes").asInt());
        assertThat(fit.converged()).isTrue();
        // scikit-learn ends where a step gains nothing in double precision, up to 1e-8 above the minimum.
        assertThat(fit.objective() - problem.get("objective").asDouble()).isBetween(-1e-8, 1e-12);
        Codes test = Examples.codes(name, problem.get("test"), dimension);
        assertThat(fit.model().predict(test, "test", threads)).isEqualTo(Examples.ints(problem.get("predictions")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("problems")
    void the_default_tolerance_is_within_1e_4_of_the_minimum(String name, JsonNode problem) {
        LogisticRegression.Fit fit = fit(
                new LogisticRegression(problem.get("l2").asDouble(), LogisticRegression.DEFAULT.tolerance(), 1000),
                Examples.codes(
                        name, problem.get("train"), problem.get("dimension").asInt()),
                Examples.ints(problem.get("trainLabels")),
                problem.get("classes").asInt());
        assertThat(fit.converged()).isTrue();
        assertThat(fit.objective() - problem.get("objective").asDouble()).isBetween(-1e-8, 1e-4);
    }

    @Test
    void one_balanced_sign_and_two_classes_have_the_closed_form_of_a_scalar_equation() {
        double l2 = 0.05;
        LogisticRegression.Fit fit = fitOfTwoClasses(l2);
        // By symmetry W = (-u, u) and b = 0, with sigmoid(2u) + l2 u = 3/4.
        double low = 0;
        double high = 5;
        for (int i = 0; i < 100; i++) {
            double u = (low + high) / 2;
            if (1 / (1 + Math.exp(-2 * u)) + l2 * u > 0.75) {
                high = u;
            } else {
                low = u;
            }
        }
        assertThat(fit.model().weights()[1][0]).isCloseTo(low, within(1e-9));
        assertThat(fit.model().weights()[0][0]).isCloseTo(-low, within(1e-9));
        assertThat(fit.model().biases()).containsExactly(new double[] {0, 0}, within(1e-9));
    }

    @Test
    void of_two_classes_the_penalty_of_c_makes_the_model_that_has_one_row_of_weights() {
        double c = 0.03;
        double[][] weights =
                fitOfTwoClasses(LogisticRegression.penalty(c, 80, 2)).model().weights();
        double w = weights[1][0] - weights[0][0];
        // The derivative of w^2 / 2 + C sum log(1 + exp(-+ w x)), what scikit-learn minimises.
        assertThat(w + c * 80 * (1 / (1 + Math.exp(-w)) - 0.75)).isCloseTo(0, within(1e-8));
        assertThat(w).isGreaterThan(0.1);
    }

    /** Of 40 rows at +1, of which 30 are of class 1, and 40 at -1, of which 10 are. */
    private LogisticRegression.Fit fitOfTwoClasses(double l2) {
        float[] values = new float[80];
        int[] labels = new int[80];
        for (int row = 0; row < 80; row++) {
            values[row] = row < 40 ? 1 : -1;
            labels[row] = row < 30 || row >= 70 ? 1 : 0;
        }
        return fit(new LogisticRegression(l2, 1e-11, 100), new Codes("z", values, 80, 1), labels, 2);
    }

    @Test
    void constant_features_leave_the_class_frequencies() {
        int[] labels = {0, 0, 0, 0, 0, 1, 1, 1, 2, 2};
        float[] values = new float[20];
        Arrays.fill(values, 0.3f);
        LogisticRegression.Fit fit = fit(TIGHT, new Codes("z", values, 10, 2), labels, 3);
        double entropy = -(0.5 * Math.log(0.5) + 0.3 * Math.log(0.3) + 0.2 * Math.log(0.2));
        assertThat(fit.objective()).isCloseTo(entropy, within(1e-12));
        double[] biases = fit.model().biases();
        assertThat(biases[0] - biases[1]).isCloseTo(Math.log(5.0 / 3), within(1e-7));
        assertThat(biases[1] - biases[2]).isCloseTo(Math.log(3.0 / 2), within(1e-7));
        assertThat(fit.model().predict(new Codes("z", new float[] {9, -9}, 1, 2), "test", threads))
                .containsExactly(0);
    }

    @Test
    void a_single_class_needs_no_fit_and_is_always_answered() {
        Codes codes = Examples.noise("z", 20, 3, 11);
        int[] labels = new int[20];
        Arrays.fill(labels, 4);
        LogisticRegression.Fit fit = fit(TIGHT, codes, labels, 6);
        assertThat(fit.converged()).isTrue();
        assertThat(fit.evaluations()).isZero();
        assertThat(fit.model().predict(codes, "test", threads)).containsOnly(4);
    }

    @Test
    void a_class_that_training_lacks_is_never_answered() {
        int[] labels = IntStream.of(Examples.labels(200, 3, 12))
                .map(label -> label * 2)
                .toArray();
        LogisticRegression.Fit fit = fit(TIGHT, Examples.about(labels, 5, 2, 13), labels, 6);
        assertThat(fit.model().classes()).containsExactly(0, 2, 4);
        assertThat(fit.model().predict(Examples.noise("z", 300, 5, 14), "test", threads))
                .containsOnly(0, 2, 4);
    }

    @Test
    void separable_classes_converge_because_of_the_penalty_and_are_all_right() {
        int[] labels = Examples.labels(120, 3, 15);
        Codes codes = Examples.about(labels, 8, 4, 16);
        LogisticRegression.Fit fit = fit(LogisticRegression.DEFAULT, codes, labels, 3);
        assertThat(fit.converged()).isTrue();
        assertThat(new ClassLabels("DC", labels, 3).accuracy(fit.model().predict(codes, "test", threads)))
                .isEqualTo(1);
    }

    @Test
    void a_fit_that_is_cut_off_says_that_it_did_not_converge() {
        int[] labels = Examples.labels(120, 2, 17);
        LogisticRegression.Fit fit =
                fit(new LogisticRegression(0, 1e-12, 5), Examples.about(labels, 2, 4, 18), labels, 2);
        assertThat(fit.converged()).isFalse();
        assertThat(fit.gradientNorm()).isGreaterThan(1e-12);
        assertThat(fit.iterations()).isLessThanOrEqualTo(5);
    }

    @Test
    void the_order_of_rows_does_not_matter() {
        int[] labels = Examples.labels(700, 4, 19);
        Codes codes = Examples.about(labels, 6, 0.7f, 20);
        int[] order = SeedStreams.permutation(700, Examples.random(21));
        float[] shuffled = new float[codes.values().length];
        int[] shuffledLabels = new int[700];
        for (int row = 0; row < 700; row++) {
            System.arraycopy(codes.values(), order[row] * 6, shuffled, row * 6, 6);
            shuffledLabels[row] = labels[order[row]];
        }
        LogisticRegression.Fit before = fit(TIGHT, codes, labels, 4);
        LogisticRegression.Fit after = fit(TIGHT, new Codes("z", shuffled, 700, 6), shuffledLabels, 4);
        assertThat(after.objective()).isCloseTo(before.objective(), within(1e-12));
        assertSameWeights(before.model(), after.model());
    }

    @Test
    void scale_and_offset_of_features_do_not_matter() {
        int[] labels = Examples.labels(400, 3, 22);
        Codes codes = Examples.about(labels, 4, 0.7f, 23);
        float[] moved = codes.values().clone();
        for (int i = 0; i < moved.length; i++) {
            // Powers of two keep float32 exact.
            moved[i] *= i % 4 == 0 ? 1024 : 0.125f;
        }
        LogisticRegression.Fit before = fit(TIGHT, codes, labels, 3);
        LogisticRegression.Fit after = fit(TIGHT, new Codes("z", moved, 400, 4), labels, 3);
        assertThat(after.objective()).isCloseTo(before.objective(), within(1e-12));
        assertSameWeights(before.model(), after.model());
    }

    @Test
    void repeated_columns_share_their_weight() {
        int[] labels = Examples.labels(300, 3, 24);
        Codes codes = Examples.about(labels, 2, 0.7f, 25);
        float[] twice = new float[300 * 4];
        for (int row = 0; row < 300; row++) {
            for (int j = 0; j < 4; j++) {
                twice[row * 4 + j] = codes.values()[row * 2 + j % 2];
            }
        }
        LogisticRegression.Fit fit = fit(TIGHT, new Codes("z", twice, 300, 4), labels, 3);
        assertThat(fit.converged()).isTrue();
        for (double[] weights : fit.model().weights()) {
            assertThat(weights[0]).isCloseTo(weights[2], within(1e-6));
            assertThat(weights[1]).isCloseTo(weights[3], within(1e-6));
        }
    }

    @Test
    void the_number_of_threads_leaves_no_trace() {
        int[] labels = Examples.labels(5000, 5, 26);
        Codes codes = Examples.about(labels, 7, 0.7f, 27);
        LogisticRegression.Fit reference = fit(LogisticRegression.DEFAULT, codes, labels, 5);
        for (int count : new int[] {1, 3, 5}) {
            try (Shards others = new Shards(count)) {
                LogisticRegression.Fit fit =
                        LogisticRegression.DEFAULT.fit(codes, new ClassLabels("DC", labels, 5), others);
                assertThat(fit.objective()).isEqualTo(reference.objective());
                assertThat(fit.model().weights())
                        .isDeepEqualTo(reference.model().weights());
                assertThat(fit.model().predict(codes, "test", others))
                        .isEqualTo(reference.model().predict(codes, "test", threads));
            }
        }
    }

    @Test
    void more_features_than_rows_are_fitted() {
        int[] labels = Examples.labels(30, 3, 28);
        LogisticRegression.Fit fit = fit(LogisticRegression.DEFAULT, Examples.about(labels, 90, 1, 29), labels, 3);
        assertThat(fit.converged()).isTrue();
    }

    @Test
    void codes_that_are_not_finite_are_refused_in_training_and_in_test() {
        int[] labels = {0, 1, 0};
        Codes bad = new Codes("z1", new float[] {1, 2, 3, Float.NaN, 5, 6}, 3, 2);
        Codes good = new Codes("z1", new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
        assertThatThrownBy(() -> fit(TIGHT, bad, labels, 2))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Block 'z1' holds NaN in column 1 of training row 1");
        LogisticModel model = fit(TIGHT, good, labels, 2).model();
        assertThatThrownBy(() -> model.predict(bad, "test", threads))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("column 1 of test row 1");
    }

    @Test
    void settings_that_mean_nothing_are_refused_with_their_name() {
        assertThatThrownBy(() -> new LogisticRegression(-1, 1e-5, 10))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'l2' is -1.0");
        assertThatThrownBy(() -> new LogisticRegression(Double.NaN, 1e-5, 10)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> new LogisticRegression(1, 0, 10)).hasMessageContaining("'tolerance'");
        assertThatThrownBy(() -> new LogisticRegression(1, 1e-5, 0)).hasMessageContaining("'iterations'");
    }

    private static void assertSameWeights(LogisticModel a, LogisticModel b) {
        for (int c = 0; c < a.classes().length; c++) {
            assertThat(b.weights()[c]).containsExactly(a.weights()[c], within(1e-6));
        }
        assertThat(b.biases()).containsExactly(a.biases(), within(1e-6));
    }
}
