package org.disentangle.metrics.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.Examples;
import org.disentangle.metrics.matrix.CodeRows;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.matrix.Standardization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogisticObjectiveTest {
    private static final int CLASSES = 3;
    private static final int DIMENSION = 5;

    private final Shards threads = new Shards(2);
    // More rows than one block holds, and not a multiple of it.
    private final int[] labels = Examples.labels(1300, CLASSES, 6);
    private final Codes codes = Examples.about(labels, DIMENSION, 0.8f, 7);
    private final LogisticObjective objective =
            new LogisticObjective(CodeRows.of(codes), labels, ones(CLASSES), 0.01, Standardization.of(codes), threads);

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void the_value_is_the_mean_cross_entropy_and_half_the_penalty_on_weights_alone() {
        double[] parameters = point(8);
        double expected = 0;
        double[] row = new double[DIMENSION];
        for (int i = 0; i < labels.length; i++) {
            Standardization.of(codes).read(codes.values(), i * DIMENSION, row);
            double[] logits = new double[CLASSES];
            double sum = 0;
            for (int c = 0; c < CLASSES; c++) {
                logits[c] = parameters[c * (DIMENSION + 1) + DIMENSION];
                for (int j = 0; j < DIMENSION; j++) {
                    logits[c] += parameters[c * (DIMENSION + 1) + j] * row[j];
                }
                sum += Math.exp(logits[c]);
            }
            expected += (Math.log(sum) - logits[labels[i]]) / labels.length;
        }
        for (int c = 0; c < CLASSES; c++) {
            for (int j = 0; j < DIMENSION; j++) {
                double weight = parameters[c * (DIMENSION + 1) + j];
                expected += 0.01 / 2 * weight * weight;
            }
        }
        assertThat(objective.evaluate(parameters, new double[parameters.length]))
                .isCloseTo(expected, within(1e-12));
    }

    @Test
    void the_gradient_agrees_with_finite_differences() {
        double[] parameters = point(9);
        double[] gradient = new double[parameters.length];
        objective.evaluate(parameters, gradient);
        double step = 1e-5;
        for (int i = 0; i < parameters.length; i++) {
            double[] ahead = parameters.clone();
            double[] behind = parameters.clone();
            ahead[i] += step;
            behind[i] -= step;
            double[] unused = new double[parameters.length];
            double slope = (objective.evaluate(ahead, unused) - objective.evaluate(behind, unused)) / (2 * step);
            assertThat(gradient[i]).isCloseTo(slope, within(1e-9));
        }
    }

    @Test
    void the_preconditioner_undoes_the_hessian_at_zero() {
        double[] direction = point(10);
        center(direction);
        double step = 1e-5;
        double[] ahead = new double[direction.length];
        double[] behind = new double[direction.length];
        objective.evaluate(scaled(direction, step), ahead);
        objective.evaluate(scaled(direction, -step), behind);
        double[] curvature = new double[direction.length];
        for (int i = 0; i < curvature.length; i++) {
            curvature[i] = (ahead[i] - behind[i]) / (2 * step);
        }
        objective.preconditioner().apply(curvature);
        assertThat(curvature).containsExactly(direction, within(1e-6));
    }

    @Test
    void large_logits_neither_overflow_nor_lose_the_loss() {
        double[] parameters = new double[CLASSES * (DIMENSION + 1)];
        parameters[DIMENSION] = 2000;
        double value = objective.evaluate(parameters, new double[parameters.length]);
        long others = Arrays.stream(labels).filter(label -> label != 0).count();
        assertThat(value).isCloseTo(2000.0 * others / labels.length, within(1e-9));
    }

    private double[] point(long seed) {
        UniformRandomProvider random = Examples.random(seed);
        double[] point = new double[objective.parameters()];
        for (int i = 0; i < point.length; i++) {
            point[i] = 2 * random.nextDouble() - 1;
        }
        return point;
    }

    /** Gradients sum to 0 over classes, so the inverse can only be seen on such vectors. */
    private static void center(double[] vector) {
        for (int j = 0; j <= DIMENSION; j++) {
            double sum = 0;
            for (int c = 0; c < CLASSES; c++) {
                sum += vector[c * (DIMENSION + 1) + j];
            }
            for (int c = 0; c < CLASSES; c++) {
                vector[c * (DIMENSION + 1) + j] -= sum / CLASSES;
            }
        }
    }

    private static double[] scaled(double[] vector, double factor) {
        double[] scaled = vector.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }

    private static double[] ones(int classes) {
        double[] ones = new double[classes];
        Arrays.fill(ones, 1);
        return ones;
    }
}
