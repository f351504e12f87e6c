package org.disentangle.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.disentangle.core.UserError;
import org.disentangle.core.registry.Registry;
import org.junit.jupiter.api.Test;

class OptimizerTest {

    @Test
    void settings_that_make_no_sense_are_refused_by_key() {
        refused("learning_rate", () -> new Optimizer.Adam(0, 0.9, 0.999, 1e-8, 0, false));
        refused("learning_rate", () -> new Optimizer.Adam(Double.NaN, 0.9, 0.999, 1e-8, 0, false));
        refused("beta1", () -> new Optimizer.Adam(1e-3, 1, 0.999, 1e-8, 0, false));
        refused("beta2", () -> new Optimizer.Adam(1e-3, 0.9, 1, 1e-8, 0, false));
        refused("epsilon", () -> new Optimizer.Adam(1e-3, 0.9, 0.999, 0, 0, false));
        refused("weight_decay", () -> new Optimizer.Adam(1e-3, 0.9, 0.999, 1e-8, -1, false));
        refused("momentum", () -> new Optimizer.Sgd(0.1, 1.5, false, 0, false));
        refused("weight_decay", () -> new Optimizer.Sgd(0.1, 0.9, false, Double.POSITIVE_INFINITY, false));
        refused("trust", () -> new Optimizer.Lars(0.3, 0.9, 0, 0, true));
        refused("learning_rate", () -> new Optimizer.Lars(-0.3, 0.9, 0.001, 0, true));
    }

    @Test
    void the_choices_have_valid_names() {
        assertThat(Registry.of("optimizer", Optimizer.CHOICES).all())
                .extracting(Optimizer.Choice::name)
                .containsExactly("adam", "lars", "sgd");
    }

    private static void refused(String key, Runnable make) {
        assertThatThrownBy(make::run).isInstanceOf(UserError.class).hasMessageContaining("'" + key + "'");
    }
}
