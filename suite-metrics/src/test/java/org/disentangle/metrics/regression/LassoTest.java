package org.disentangle.metrics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.Examples;
import org.junit.jupiter.api.Test;

class LassoTest {

    @Test
    void one_column_shrinks_by_alpha() {
        // Standardised -1 and 1 in turn; the target is 3 times it.
        Codes codes = new Codes("z", new float[] {0, 4, 0, 4}, 4, 1);
        Lasso.Fit fit = new Lasso(codes).fit(new double[] {-3, 3, -3, 3}, 0.5);
        assertThat(fit.weights()).containsExactly(new double[] {2.5}, within(1e-12));
        assertThat(fit.converged()).isTrue();
        assertThat(new Lasso(codes).fit(new double[] {-3, 3, -3, 3}, 3.5).weights())
                .containsExactly(0);
    }

    @Test
    void at_the_minimum_no_column_s_derivative_exceeds_alpha_and_that_of_used_ones_equals_it() {
        Codes codes = Examples.noise("z", 200, 8, 1);
        double[] targets = new double[200];
        double sum = 0;
        for (int row = 0; row < 200; row++) {
            targets[row] = 2 * codes.values()[row * 8] - codes.values()[row * 8 + 3];
            sum += targets[row];
        }
        for (int row = 0; row < 200; row++) {
            targets[row] -= sum / 200;
        }
        Lasso lasso = new Lasso(codes);
        double[] weights = lasso.fit(targets, 0.1).weights();
        double[] predicted = lasso.predict(codes, weights);
        for (int j = 0; j < 8; j++) {
            double[] unit = new double[8];
            unit[j] = 1;
            double[] column = lasso.predict(codes, unit);
            double slope = 0;
            for (int row = 0; row < 200; row++) {
                slope += column[row] * (targets[row] - predicted[row]) / 200;
            }
            if (weights[j] == 0) {
                assertThat(Math.abs(slope)).isLessThanOrEqualTo(0.1);
            } else {
                assertThat(slope).isCloseTo(0.1 * Math.signum(weights[j]), within(1e-9));
            }
        }
        assertThat(weights[0]).isPositive();
        assertThat(weights[3]).isNegative();
    }

    @Test
    void dead_columns_get_nothing_and_of_equal_ones_the_first_gets_all() {
        Codes codes = new Codes("z", new float[] {5, 0, 0, 5, 1, 1, 5, 0, 0, 5, 1, 1}, 4, 3);
        double[] weights =
                new Lasso(codes).fit(new double[] {-1, 1, -1, 1}, 0.1).weights();
        assertThat(weights).containsExactly(new double[] {0, 0.9, 0}, within(1e-12));
    }
}
