package org.disentangle.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Assignments;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.ContinuousTargets;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.geometry.Collapse;
import org.disentangle.metrics.geometry.CollapseOptions;
import org.disentangle.metrics.geometry.Redundancy;
import org.disentangle.metrics.geometry.RedundancyOptions;
import org.disentangle.metrics.probe.DownstreamLogistic;
import org.disentangle.metrics.probe.DownstreamLogisticOptions;
import org.disentangle.metrics.probe.LinearProbeGrid;
import org.disentangle.metrics.probe.LinearProbeGridOptions;
import org.disentangle.metrics.regression.KernelR2;
import org.disentangle.metrics.regression.KernelR2Options;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against scikit-learn's estimators and NumPy's decompositions: {@code scripts/golden/regression.py}. */
class RegressionGoldenTest {
    private static final JsonNode GOLDEN = Examples.json("regression.json");
    private static final SeedStreams STREAMS =
            new SeedStreams(GOLDEN.get("seed").asLong());
    private static final int TRAIN = 900;
    private static final int TEST = 320;

    /** Codes, labels and numbers of one split; the formulas stand in the script as well. */
    private static final class Split {
        final int rows;
        final double[][] s;
        final double[][] noise;

        Split(String name, int rows) {
            this.rows = rows;
            this.s = uniform("golden/" + name, rows, 4);
            for (double[] row : s) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = (float) row[j];
                }
            }
            this.noise = uniform("golden/noise/" + name, rows, 8);
        }

        private static double[][] uniform(String name, int rows, int columns) {
            UniformRandomProvider random = STREAMS.stream(name);
            double[][] values = new double[rows][columns];
            for (double[] row : values) {
                for (int j = 0; j < columns; j++) {
                    row[j] = 2 * random.nextDouble() - 1;
                }
            }
            return values;
        }

        private double[] row(String kind, int i) {
            double a = s[i][0];
            double b = s[i][1];
            double c = s[i][2];
            double d = s[i][3];
            double[] n = noise[i];
            return switch (kind) {
                case "random" -> new double[] {n[0], n[1], n[2], n[3]};
                case "identity" -> new double[] {a, b, c, d};
                case "rotated" ->
                    new double[] {(a + b + c + d) / 2, (a - b + c - d) / 2, (a + b - c - d) / 2, (a - b - c + d) / 2};
                case "duplicated" -> new double[] {a, b, a, b};
                default -> new double[] {a * a * a, b * b + 0.25 * n[0], c * d, a * d + 0.5 * n[1]};
            };
        }

        Map<String, Codes> codes(String kind) {
            Map<String, Codes> codes = new LinkedHashMap<>();
            codes.put("z", codes("z", kind, 0, 4));
            codes.put("z0", codes("z0", kind, 0, 2));
            codes.put("z1", codes("z1", kind, 2, 4));
            return codes;
        }

        private Codes codes(String block, String kind, int from, int to) {
            float[] values = new float[rows * (to - from)];
            for (int i = 0; i < rows; i++) {
                double[] row = row(kind, i);
                for (int j = from; j < to; j++) {
                    values[i * (to - from) + j - from] = (float) row[j];
                }
            }
            return new Codes(block, values, rows, to - from);
        }

        Map<String, int[]> labels() {
            return Map.of(
                    "shape",
                    IntStream.range(0, rows)
                            .map(i ->
                                    (int) Math.max(0, Math.min(2, Math.floor((s[i][0] + 0.5 * noise[i][2] + 1) * 1.5))))
                            .toArray(),
                    "tone",
                    IntStream.range(0, rows)
                            .map(i -> s[i][1] + 0.5 * noise[i][3] > 0.25 ? 1 : 0)
                            .toArray());
        }

        Map<String, float[]> targets() {
            float[] position = new float[2 * rows];
            float[] product = new float[rows];
            for (int i = 0; i < rows; i++) {
                position[2 * i] = (float) s[i][0];
                position[2 * i + 1] = (float) (s[i][1] * s[i][1]);
                product[i] = (float) (s[i][2] * s[i][3]);
            }
            return Map.of("position", position, "product", product);
        }
    }

    private static ScoringInput input(String kind, int threads) {
        Split train = new Split("train", TRAIN);
        Split test = new Split("test", TEST);
        return new ScoringInput(
                train.codes(kind),
                test.codes(kind),
                List.of(
                        new Factor("shape", "shape", List.of("0", "1", "2")),
                        new Factor("tone", "tone", List.of("0", "1"))),
                train.labels(),
                test.labels(),
                new ContinuousTargets(
                        List.of(
                                new ContinuousFactor("position", "position", 2),
                                new ContinuousFactor("product", "product", 1)),
                        train.targets(),
                        test.targets()),
                Assignments.NONE,
                Map.of("z", List.of("z0", "z1")),
                List.of(),
                STREAMS,
                threads,
                Findings.NONE);
    }

    private static List<Score> scores(String kind, int threads) {
        ScoringInput input = input(kind, threads);
        List<Score> scores = new ArrayList<>();
        KernelR2Options reference = KernelR2Options.DEFAULT;
        scores.addAll(new KernelR2()
                .score(
                        new KernelR2Options(reference.alphas(), reference.gammas(), reference.folds(), 840, 100, 3),
                        input));
        scores.addAll(new DownstreamLogistic()
                .score(new DownstreamLogisticOptions(List.of(10, 100, 400), 10, -4, 4, 5, 1e-9, 10_000), input));
        scores.addAll(new LinearProbeGrid().score(new LinearProbeGridOptions(45, -6, 5, 0.2, 1e-9, 10_000), input));
        scores.addAll(new Collapse().score(CollapseOptions.DEFAULT, input));
        scores.addAll(new Redundancy().score(RedundancyOptions.DEFAULT, input));
        return scores;
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "identity", "rotated", "duplicated", "nonlinear"})
    void scores_agree_with_scikit_learn_to_1e_6(String kind) {
        List<Score> scores = scores(kind, 2);
        int compared = 0;
        for (JsonNode expected : GOLDEN.get("scores")) {
            if (!expected.get("case").asText().equals(kind)) {
                continue;
            }
            String name = expected.get("metric").asText() + " "
                    + expected.get("block").asText() + "/"
                    + expected.get("factor").asText();
            Score score = scores.stream()
                    .filter(one -> (one.metric() + " " + one.block() + "/" + one.factor()).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No " + name));
            assertThat(score.value()).as(name).isCloseTo(expected.get("value").asDouble(), within(1e-6));
            expected.get("details").properties().forEach(detail -> assertThat(
                            Objects.requireNonNull(score.details().get(detail.getKey())))
                    .as("%s of %s", detail.getKey(), name)
                    .isCloseTo(detail.getValue().asDouble(), within(1e-6)));
            compared++;
        }
        long others = scores.stream()
                .filter(score -> score.metric().equals("collapse/dead-dimensions"))
                .count();
        assertThat(compared).isEqualTo((int) (scores.size() - others));
    }

    @ParameterizedTest
    @ValueSource(strings = "nonlinear")
    void the_number_of_threads_leaves_no_trace(String kind) {
        assertThat(scores(kind, 3)).isEqualTo(scores(kind, 1));
    }
}
