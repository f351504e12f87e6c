package org.disentangle.metrics.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.disentangle.metrics.Examples;
import org.junit.jupiter.api.Test;

class SquaredHingeTest {

    private record Problem(float[] x, int[] labels, double positive, double negative) {
        SquaredHinge.Line solved() {
            int[] counts = {0, 0};
            for (int label : labels) {
                counts[label]++;
            }
            SortedColumn sorted = new SortedColumn(x, 1, 0);
            return new SquaredHinge(sorted.byClass(labels, counts)[1], sorted.all(), sorted.mean, positive, negative)
                    .solve();
        }

        /** The slopes of the objective by weight and intercept at a line, term by term. */
        double[] gradient(SquaredHinge.Line line) {
            double mean = 0;
            for (float value : x) {
                mean += (double) value / x.length;
            }
            double w = line.weight();
            double b = line.bias() - w * mean;
            double dw = w;
            double db = b;
            for (int i = 0; i < x.length; i++) {
                double sign = labels[i] == 1 ? 1 : -1;
                double slack = 1 - sign * (w * x[i] + b);
                if (slack > 0) {
                    double weight = labels[i] == 1 ? positive : negative;
                    dw -= 2 * weight * slack * sign * x[i];
                    db -= 2 * weight * slack * sign;
                }
            }
            return new double[] {dw, db};
        }
    }

    @Test
    void the_gradient_vanishes_at_the_solution_whatever_the_codes() {
        for (long seed = 0; seed < 200; seed++) {
            int[] labels = Examples.labels(40, 2, seed);
            float[] x = new float[40];
            float scale = (float) Math.pow(10, seed % 7 - 3);
            float offset = scale * (seed % 5);
            for (int i = 0; i < x.length; i++) {
                x[i] = offset + scale * (Examples.random(seed * 1000 + i).nextFloat() + (seed % 3) * labels[i]);
            }
            Problem problem = new Problem(x, labels, 0.01 * (1 + seed % 4) * 50, 0.01 * (1 + seed % 2));
            double[] gradient = problem.gradient(problem.solved());
            double size = Math.max(1, scale * 10);
            assertThat(gradient[0] / size).as("seed %d", seed).isCloseTo(0, within(1e-8));
            assertThat(gradient[1]).as("seed %d", seed).isCloseTo(0, within(1e-8));
        }
    }

    @Test
    void two_points_are_solved_by_hand() {
        // x = -1 and 1: b = 0 and w minimises w^2/2 + 2 C (1 - w)^2, so w = 4 C / (1 + 4 C).
        SquaredHinge.Line line = new Problem(new float[] {-1, 1}, new int[] {0, 1}, 0.5, 0.5).solved();
        assertThat(line.weight()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(line.bias()).isCloseTo(0, within(1e-12));
    }

    @Test
    void constant_codes_leave_the_intercept_and_what_helps_it() {
        Problem problem = new Problem(new float[] {2, 2, 2, 2}, new int[] {0, 1, 1, 1}, 0.3, 0.1);
        double[] gradient = problem.gradient(problem.solved());
        assertThat(gradient).containsExactly(new double[] {0, 0}, within(1e-9));
    }
}
