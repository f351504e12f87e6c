package org.disentangle.metrics.disentanglement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.Examples;
import org.disentangle.metrics.geometry.Redundancy;
import org.disentangle.metrics.geometry.RedundancyOptions;
import org.disentangle.metrics.probe.LinearProbe;
import org.disentangle.metrics.probe.LogisticRegression;
import org.junit.jupiter.api.Test;

class DegenerateTest {
    private static final int ROWS = 600;
    private static final int HALF = 4;

    /** What a solution makes of an easy factor of 2 values and a hard one of 4. */
    @FunctionalInterface
    private interface Solution {
        /** @param noise {@code 2 * HALF} uniform numbers in (-1, 1) */
        double[] row(int easy, int hard, double[] noise);
    }

    private static Map<String, Score> scores(Solution solution) {
        Map<String, Codes> train = codes(solution, 1);
        Map<String, Codes> test = codes(solution, 2);
        List<Score> scores = new ArrayList<>();
        scores.addAll(new LinearProbe().score(LogisticRegression.DEFAULT, input(train, test, scores)));
        scores.addAll(new Redundancy().score(RedundancyOptions.DEFAULT, input(train, test, scores)));
        Map<String, Score> found = new LinkedHashMap<>();
        new Degenerate()
                .score(DegenerateOptions.DEFAULT, input(train, test, scores))
                .forEach(score -> found.put(score.metric(), score));
        return found;
    }

    private static ScoringInput input(Map<String, Codes> train, Map<String, Codes> test, List<Score> earlier) {
        return new ScoringInput(
                train,
                test,
                List.of(
                        new Factor("easy", "easy", List.of("0", "1")),
                        new Factor("hard", "hard", List.of("0", "1", "2", "3"))),
                Map.of("easy", Examples.labels(ROWS, 2, 11), "hard", Examples.labels(ROWS, 4, 12)),
                Map.of("easy", Examples.labels(ROWS, 2, 21), "hard", Examples.labels(ROWS, 4, 22)),
                Map.of("z", List.of("z0", "z1")),
                earlier,
                new SeedStreams(0),
                2,
                Findings.NONE);
    }

    private static Map<String, Codes> codes(Solution solution, int split) {
        int[] easy = Examples.labels(ROWS, 2, 10 * split + 1);
        int[] hard = Examples.labels(ROWS, 4, 10 * split + 2);
        UniformRandomProvider random = Examples.random(100 + split);
        float[][] values = {new float[ROWS * 2 * HALF], new float[ROWS * HALF], new float[ROWS * HALF]};
        for (int i = 0; i < ROWS; i++) {
            double[] noise = new double[2 * HALF];
            for (int j = 0; j < noise.length; j++) {
                noise[j] = 2 * random.nextDouble() - 1;
            }
            double[] row = solution.row(easy[i], hard[i], noise);
            for (int j = 0; j < 2 * HALF; j++) {
                values[0][i * 2 * HALF + j] = (float) row[j];
                values[1 + j / HALF][i * HALF + j % HALF] = (float) row[j];
            }
        }
        return Map.of(
                "z", new Codes("z", values[0], ROWS, 2 * HALF),
                "z0", new Codes("z0", values[1], ROWS, HALF),
                "z1", new Codes("z1", values[2], ROWS, HALF));
    }

    private static void expect(Map<String, Score> scores, String kind) {
        scores.forEach((name, score) -> assertThat(score.details())
                .as("%s", score)
                .containsEntry("found", name.equals("degenerate/" + kind) ? 1.0 : 0.0));
    }

    private static double value(Map<String, Score> scores, String kind) {
        Score score = scores.get("degenerate/" + kind);
        assertThat(score).isNotNull();
        return score.value();
    }

    @Test
    void halves_that_hold_one_factor_each_are_none_of_the_kinds() {
        Map<String, Score> scores = scores((easy, hard, noise) -> {
            double[] row = noise.clone();
            row[easy] += 3;
            row[HALF + hard] += 3;
            return row;
        });
        expect(scores, "none");
        assertThat(scores).hasSize(3).allSatisfy((name, score) -> assertThat(score.value())
                .isLessThan(0.15));
    }

    @Test
    void halves_of_noise_are_random() {
        Map<String, Score> scores = scores((easy, hard, noise) -> noise);
        expect(scores, "random");
        assertThat(value(scores, "random")).isGreaterThan(0.9);
    }

    @Test
    void a_half_that_is_the_other_one_rotated_is_a_rotated_copy() {
        Map<String, Score> scores = scores((easy, hard, noise) -> {
            double[] row = new double[2 * HALF];
            for (int j = 0; j < HALF; j++) {
                row[j] = noise[j] + (j == hard ? 3 : 0) + (j == 0 ? 4 * easy : 0);
            }
            row[4] = (row[0] + row[1] + row[2] + row[3]) / 2;
            row[5] = (row[0] - row[1] + row[2] - row[3]) / 2;
            row[6] = (row[0] + row[1] - row[2] - row[3]) / 2;
            row[7] = (row[0] - row[1] - row[2] + row[3]) / 2;
            return row;
        });
        expect(scores, "rotated");
        assertThat(value(scores, "rotated")).isCloseTo(1, within(1e-6));
    }

    @Test
    void an_easy_factor_in_both_halves_and_a_hard_one_in_none_is_duplicated() {
        Map<String, Score> scores = scores((easy, hard, noise) -> {
            double[] row = noise.clone();
            row[0] += 4 * easy;
            row[HALF] += 4 * easy;
            row[1] += hard == 3 ? 0.5 : 0;
            return row;
        });
        expect(scores, "duplicated");
        assertThat(value(scores, "duplicated")).isGreaterThan(0.8);
    }

    /** z 76.7/99.8, z0 42.0/99.7, z1 32.1/99.7 with chance 11.7 and 12.6 (Burns et al. 2021, Table 7). */
    @Test
    void the_printed_run_of_task_difficulty_is_duplicated_and_the_printed_random_run_is_random() {
        List<Score> printed = printed(new double[] {76.7, 42.0, 32.1}, new double[] {99.8, 99.7, 99.7});
        List<Score> chance = printed(new double[] {11.7, 11.7, 11.7}, new double[] {12.6, 12.6, 12.6});
        double better = (0.420 - 0.117) / (1 - 0.117);
        double copied = ((0.997 - 0.126) / (1 - 0.126)) / ((0.998 - 0.126) / (1 - 0.126));
        assertThat(table(printed).get("degenerate/duplicated")).isCloseTo(copied * (1 - better), within(1e-12));
        assertThat(copied * (1 - better)).isGreaterThan(DegenerateOptions.DEFAULT.duplicated());
        assertThat(table(chance))
                .containsEntry("degenerate/random", 1.0)
                .containsEntry("degenerate/duplicated", 0.0)
                .doesNotContainKey("degenerate/rotated");
    }

    private static Map<String, Double> table(List<Score> earlier) {
        Map<String, Codes> codes = codes((easy, hard, noise) -> noise, 1);
        Map<String, Double> values = new LinkedHashMap<>();
        new Degenerate()
                .score(DegenerateOptions.DEFAULT, input(codes, codes, earlier))
                .forEach(score -> values.put(score.metric(), score.value()));
        return values;
    }

    private static List<Score> printed(double[] hard, double[] easy) {
        List<String> blocks = List.of("z", "z0", "z1");
        List<Score> scores = new ArrayList<>();
        for (int b = 0; b < 3; b++) {
            scores.add(
                    new Score(LinearProbe.NAME, blocks.get(b), "hard", hard[b] / 100, 100, Map.of("majority", 0.117)));
            scores.add(
                    new Score(LinearProbe.NAME, blocks.get(b), "easy", easy[b] / 100, 100, Map.of("majority", 0.126)));
        }
        return scores;
    }
}
