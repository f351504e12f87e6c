package org.disentangle.metrics.dci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.Score;
import org.disentangle.metrics.Examples;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Against {@code scripts/golden/dci.py}, whose codes these formulas repeat. */
class DciGoldenTest {
    private static final JsonNode GOLDEN = Examples.json("dci.json");
    private static final int ROWS = 600;
    private static final int TEST = 300;
    private static final int[] VALUES = {5, 4, 3, 2};
    private static final int NOISES = 6;
    private static final Map<String, BiFunction<int[], double[], double[]>> FORMULAS = Map.of(
            "identity",
            (y, e) -> new double[] {y[0], y[1], y[2], y[3]},
            "random",
            (y, e) -> e,
            "rotated",
            (y, e) -> new double[] {
                0.6 * y[0] + 0.8 * y[1] + 0.05 * e[0],
                0.8 * y[0] - 0.6 * y[1] + 0.05 * e[1],
                0.6 * y[2] + 0.8 * y[3] + 0.05 * e[2],
                0.8 * y[2] - 0.6 * y[3] + 0.05 * e[3]
            },
            "duplicated",
            (y, e) -> new double[] {
                y[0] + 0.4 * e[0],
                y[1] + 0.4 * e[1],
                y[2] + 0.4 * e[2],
                y[3] + 0.4 * e[3],
                y[0] + 0.4 * e[0],
                y[1] + 0.4 * e[1]
            },
            "nonlinear",
            (y, e) -> new double[] {
                y[0] * y[0] * 0.2 + 0.4 * e[0],
                y[1] * y[1] * y[1] * 0.05 + y[0] * 0.1 + 0.4 * e[1],
                y[2] * y[3] + 0.4 * e[2],
                e[3],
                y[3] - 0.3 * y[2] * y[2] + 0.4 * e[4]
            });

    private final int[][] labels = new int[VALUES.length][ROWS + TEST];
    private final double[][] noises = new double[ROWS + TEST][NOISES];
    private long state = 20261122;

    DciGoldenTest() {
        for (int row = 0; row < ROWS + TEST; row++) {
            for (int factor = 0; factor < VALUES.length; factor++) {
                labels[factor][row] = (int) (uniform() * VALUES[factor]);
            }
            for (int i = 0; i < NOISES; i++) {
                noises[row][i] = 2 * uniform() - 1;
            }
        }
    }

    private double uniform() {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return (state >>> 33) / (double) (1L << 31);
    }

    private FactorExamples examples(String name) {
        FactorExamples examples = new FactorExamples();
        for (int factor = 0; factor < VALUES.length; factor++) {
            examples.categorical("f" + factor, VALUES[factor]);
        }
        examples.codes(codes(name, 0, ROWS), codes(name, ROWS, TEST));
        for (int factor = 0; factor < VALUES.length; factor++) {
            int[] trained = new int[ROWS];
            int[] tested = new int[TEST];
            System.arraycopy(labels[factor], 0, trained, 0, ROWS);
            System.arraycopy(labels[factor], ROWS, tested, 0, TEST);
            examples.labels("f" + factor, trained, tested);
        }
        return examples;
    }

    private Codes codes(String name, int from, int count) {
        double[][] rows = new double[count][];
        for (int row = 0; row < count; row++) {
            int[] y = {labels[0][from + row], labels[1][from + row], labels[2][from + row], labels[3][from + row]};
            rows[row] = FORMULAS.getOrDefault(name, (values, e) -> e).apply(y, noises[from + row]);
        }
        int d = rows[0].length;
        float[] values = new float[count * d];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rows[i / d][i % d];
        }
        return new Codes("z", values, count, d);
    }

    private static Map<String, Double> means(List<Score> scores, String metric) {
        Map<String, Double> means = new LinkedHashMap<>();
        scores.stream()
                .filter(score -> score.factor().isEmpty())
                .forEach(score -> means.put(score.metric().substring(metric.length() + 1), score.value()));
        return means;
    }

    private static Stream<DynamicTest> each(Consumer<JsonNode> check) {
        return StreamSupport.stream(GOLDEN.get("cases").spliterator(), false)
                .map(golden -> DynamicTest.dynamicTest(golden.get("name").asText(), () -> check.accept(golden)));
    }

    @TestFactory
    Stream<DynamicTest> lasso_agrees_to_a_millionth() {
        return each(golden -> {
            for (Completeness form : Completeness.values()) {
                FactorExamples examples = examples(golden.get("name").asText());
                Map<String, Double> found =
                        means(new DciLasso().score(new DciLassoOptions(form, 0.02), examples.input()), DciLasso.NAME);
                golden.get("lasso").properties().forEach(expected -> {
                    String what = expected.getKey();
                    if (form == Completeness.PLAIN ? what.equals("plain") : !what.equals("plain")) {
                        assertThat(found.get(what.equals("plain") ? "completeness" : what))
                                .as(what)
                                .isCloseTo(expected.getValue().asDouble(), within(1e-6));
                    }
                });
            }
        });
    }

    /** Within 0.01, or as far apart as scikit-learn's own seeds are where ties matter more. */
    @TestFactory
    Stream<DynamicTest> boosted_trees_agree_to_a_hundredth_or_as_well_as_scikit_learn_with_itself() {
        return each(golden -> {
            FactorExamples examples = examples(golden.get("name").asText());
            Map<String, Double> found = means(new DciGbt().score(DciGbtOptions.DEFAULT, examples.input()), DciGbt.NAME);
            golden.get("boosted").properties().forEach(expected -> {
                if (!expected.getKey().equals("plain")) {
                    assertThat(found.get(expected.getKey()))
                            .as(expected.getKey())
                            .isCloseTo(
                                    expected.getValue().get("mean").asDouble(),
                                    within(Math.max(
                                            0.01,
                                            expected.getValue().get("spread").asDouble())));
                }
            });
        });
    }

    /** Bootstraps differ, so the mean over seeds is compared: within a hundredth and three standard errors of the difference. */
    @TestFactory
    Stream<DynamicTest> forests_agree_on_the_mean_over_seeds() {
        int seeds = 10;
        return each(golden -> {
            FactorExamples examples = examples(golden.get("name").asText());
            Map<String, Double> sums = new LinkedHashMap<>();
            for (int seed = 0; seed < seeds; seed++) {
                means(
                                new DciForest()
                                        .score(
                                                DciForestOptions.DEFAULT,
                                                examples.seed(seed).input()),
                                DciForest.NAME)
                        .forEach((what, value) -> sums.merge(what, value, Double::sum));
            }
            golden.get("forest").properties().forEach(expected -> {
                if (!expected.getKey().equals("plain")) {
                    double deviation = expected.getValue().get("deviation").asDouble();
                    double error = deviation
                            * Math.sqrt(1.0 / seeds + 1.0 / GOLDEN.get("seeds").asInt());
                    assertThat(sums.getOrDefault(expected.getKey(), 0.0) / seeds)
                            .as(expected.getKey())
                            .isCloseTo(expected.getValue().get("mean").asDouble(), within(0.01 + 3 * error));
                }
            });
        });
    }
}
