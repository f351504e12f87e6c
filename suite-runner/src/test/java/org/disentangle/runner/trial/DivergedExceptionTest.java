package org.disentangle.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DivergedExceptionTest {
    private static Map<String, Double> scalars(double infoNce) {
        Map<String, Double> scalars = new LinkedHashMap<>();
        scalars.put("infonce", infoNce);
        scalars.put("penalty", Double.POSITIVE_INFINITY);
        scalars.put("loss", Double.NaN);
        return scalars;
    }

    @Test
    void the_loss_comes_first_then_terms_that_are_not_finite_then_those_that_are() {
        DivergedException diverged = DivergedException.atStep(7, scalars((double) 5.54f), 1.5);

        assertThat(diverged)
                .hasMessage("'loss' was NaN at step 7; not finite: penalty; infonce was 5.54."
                        + " A lower learning rate or lambda may help.");
        assertThat(diverged.details())
                .containsEntry("last_finite_loss", "1.5")
                .containsEntry("penalty", "Infinity")
                .containsKeys("loss", "infonce");
    }

    @Test
    void at_step_0_the_objective_is_blamed_and_not_the_learning_rate() {
        assertThat(DivergedException.atStep(0, scalars(Double.NaN), Double.NaN))
                .hasMessageStartingWith("'loss' was NaN at step 0; not finite: infonce, penalty. ")
                .hasMessageEndingWith("the objective itself is at fault, not the learning rate.");
    }

    @Test
    void where_the_loss_is_finite_a_term_comes_first() {
        assertThat(DivergedException.atStep(3, Map.of("loss", 2.0, "term", Double.NaN), 2))
                .hasMessageStartingWith("'term' was NaN at step 3; loss was 2.0. ");
    }
}
