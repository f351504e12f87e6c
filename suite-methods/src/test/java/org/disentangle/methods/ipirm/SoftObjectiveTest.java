package org.disentangle.methods.ipirm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;
import org.disentangle.methods.Goldens;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The search's objective and its gradient in closed form against a literal writing over PyTorch's autograd: {@code
 * scripts/golden/ipirm_objectives.py}.
 */
class SoftObjectiveTest {
    private static final int WIDTH = 4;

    @TestFactory
    Stream<DynamicTest> losses_penalties_and_gradients_are_those_of_pytorch() throws IOException {
        List<String> lines = Goldens.lines(SoftObjectiveTest.class, "ipirm_search.csv");
        assertThat(lines).hasSize(16);
        return lines.stream().map(line -> DynamicTest.dynamicTest(line.split(",")[0], () -> check(line)));
    }

    private static void check(String line) {
        String[] words = Goldens.words(line, ";");
        double[] expected = Goldens.numbers(line);
        int images = Integer.parseInt(words[0]);
        int k = Integer.parseInt(words[1]);
        Penalty penalty = Goldens.constant(Penalty.class, words[2]);
        Program program = SoftObjective.program(
                settings(penalty, Double.parseDouble(words[3]), k), images, WIDTH, images > 100 ? 64 : 3);
        Map<String, ReferenceTensor> outputs = ReferenceInterpreter.run(
                        program,
                        Map.of(
                                SoftObjective.FEATURES,
                                ReferenceTensor.of(
                                        Shape.of(2 * images, WIDTH), unit(Goldens.waves(2 * images * WIDTH))),
                                SoftObjective.MEMBERSHIP,
                                ReferenceTensor.of(Shape.of(images, k), softmax(Goldens.waves(images * k), k))))
                .outputs();

        assertThat(outputs.get(SoftObjective.LOSS).values())
                .containsExactly(Arrays.copyOfRange(expected, 0, k), within(1e-8));
        assertThat(outputs.get(SoftObjective.PENALTY).values())
                .containsExactly(Arrays.copyOfRange(expected, k, 2 * k), within(1e-8));
        double[] gradient = Arrays.copyOfRange(expected, 2 * k, expected.length);
        assertThat(Arrays.copyOf(outputs.get(SoftObjective.GRADIENT).values(), gradient.length))
                .containsExactly(gradient, within(1e-8));
    }

    /**
     * A hard membership is not the training step's loss: an environment of n out of B images weighs each of its negatives (B - 1) / (n
     * - 1) times, so that small environments do not look easier.
     */
    @Test
    void with_hard_membership_an_anchors_negatives_are_its_environments_each_weighted_up() {
        int images = 5;
        double[] rows = unit(Goldens.waves(2 * images * WIDTH));
        double[] hard = {1, 0, 0, 1, 1, 0, 1, 0, 0, 1};
        Map<String, ReferenceTensor> outputs = ReferenceInterpreter.run(
                        SoftObjective.program(settings(Penalty.PER_COLUMN, 0.5, 2), images, WIDTH),
                        Map.of(
                                SoftObjective.FEATURES,
                                ReferenceTensor.of(Shape.of(2 * images, WIDTH), rows),
                                SoftObjective.MEMBERSHIP,
                                ReferenceTensor.of(Shape.of(images, 2), hard)))
                .outputs();
        int[][] members = {{0, 2, 3}, {1, 4}};
        for (int e = 0; e < 2; e++) {
            double factor = (images - 1.0) / (members[e].length - 1);
            double sum = 0;
            for (int image : members[e]) {
                for (int view = 0; view < 2; view++) {
                    double positive = similarity(rows, image + view * images, image + (1 - view) * images);
                    double negatives = 0;
                    for (int other : members[e]) {
                        for (int side = 0; side < 2 && other != image; side++) {
                            double s = similarity(rows, image + view * images, other + side * images);
                            negatives += Math.exp((s - positive) / 0.5);
                        }
                    }
                    sum += Math.log(1 + factor * negatives);
                }
            }
            assertThat(outputs.get(SoftObjective.LOSS).values()[e])
                    .isCloseTo(sum / (2 * members[e].length), within(1e-9));
        }
    }

    private static double similarity(double[] rows, int a, int b) {
        double sum = 0;
        for (int i = 0; i < WIDTH; i++) {
            sum += rows[a * WIDTH + i] * rows[b * WIDTH + i];
        }
        return sum;
    }

    static PartitionSettings settings(Penalty penalty, double irmTemperature, int environments) {
        SearchOptions search = new SearchOptions(50, 0.7, Constraint.OFF, 64, 61, true, true);
        return new PartitionSettings(environments, 0.5, irmTemperature, penalty, search);
    }

    private static double[] unit(double[] values) {
        for (int row = 0; row < values.length; row += WIDTH) {
            double squares = 1e-12;
            for (int i = row; i < row + WIDTH; i++) {
                squares += values[i] * values[i];
            }
            for (int i = row; i < row + WIDTH; i++) {
                values[i] /= Math.sqrt(squares);
            }
        }
        return values;
    }

    private static double[] softmax(double[] values, int k) {
        double[] shares = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double sum = 0;
            for (int e = 0; e < k; e++) {
                sum += Math.exp(2 * values[i / k * k + e]);
            }
            shares[i] = Math.exp(2 * values[i]) / sum;
        }
        return shares;
    }
}
