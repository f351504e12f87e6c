package org.disentangle.runner.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.disentangle.core.UserError;
import org.disentangle.runner.score.FactorChoice.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactorChoiceTest {
    @Test
    void each_column_has_a_name_and_a_kind() {
        assertThat(FactorChoice.list("shape:categorical, x:continuous,id:ignored"))
                .containsExactly(
                        new FactorChoice("shape", Kind.CATEGORICAL),
                        new FactorChoice("x", Kind.CONTINUOUS),
                        new FactorChoice("id", Kind.IGNORED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "shape;is no NAME:KIND",
                "shape:round;'round' is no kind; allowed are categorical, continuous, ignored",
                "a:ignored,a:ignored;'a' stands there twice",
                ":ignored;is no NAME:KIND",
                "a:ignored,;is no NAME:KIND"
            })
    void what_is_no_choice_is_refused_with_the_reason(String text, String reason) {
        assertThatThrownBy(() -> FactorChoice.list(text))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(reason);
    }
}
