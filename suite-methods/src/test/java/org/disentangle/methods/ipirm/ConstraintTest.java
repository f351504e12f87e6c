package org.disentangle.methods.ipirm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConstraintTest {

    @Test
    void two_environments_have_the_threshold_of_the_authors_code() {
        assertThat(Constraint.threshold(2)).isCloseTo(0.6365, within(1e-4));
        assertThat(Constraint.threshold(3)).isCloseTo(1.5 * Math.log(2), within(1e-9));
    }

    @Test
    void relaxed_costs_nothing_up_to_two_to_one_and_the_missing_entropy_beyond() {
        assertThat(Constraint.RELAXED.value(new double[] {0.6, 0.4})).isZero();
        assertThat(Constraint.RELAXED.gradient(new double[] {0.6, 0.4})).containsOnly(0);
        double[] uneven = {0.9, 0.1};
        assertThat(Constraint.RELAXED.value(uneven))
                .isCloseTo(Constraint.threshold(2) + 0.9 * Math.log(0.9) + 0.1 * Math.log(0.1), within(1e-9));
    }

    @Test
    void gradients_are_those_of_finite_differences() {
        double[] shares = {0.75, 0.15, 0.1};
        double step = 1e-6;
        for (Constraint constraint : Constraint.values()) {
            for (int i = 0; i < 3; i++) {
                double[] up = shares.clone();
                double[] down = shares.clone();
                up[i] += step;
                down[i] -= step;
                double difference = (constraint.value(up) - constraint.value(down)) / (2 * step);
                assertThat(constraint.gradient(shares)[i]).as("%s", constraint).isCloseTo(difference, within(1e-6));
            }
        }
    }

    @Test
    void an_empty_environment_costs_a_finite_amount_and_pulls() {
        double[] empty = {1, 0};
        assertThat(Constraint.STRICT.value(empty)).isCloseTo(0, within(1e-9));
        assertThat(Constraint.RELAXED.gradient(empty)[1]).isLessThan(-20).isFinite();
    }
}
