package org.disentangle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.disentangle.core.tensor.Mode;
import org.junit.jupiter.api.Test;

class PlainOptionsTest {
    public record Inner(List<Integer> widths) {}

    public record Outer(double rate, boolean flag, Mode mode, Inner inner) {}

    public record Opaque(Object thing) {}

    @Test
    void a_record_of_plain_values_comes_back_equal() {
        Outer options = new Outer(0.5, true, Mode.EVALUATION, new Inner(List.of(1, 2)));

        Map<String, Object> plain = PlainOptions.toPlain(options);

        assertThat(plain)
                .isEqualTo(Map.of(
                        "rate", 0.5, "flag", true, "mode", "evaluation", "inner", Map.of("widths", List.of(1, 2))));
        Outer other = new Outer(0, false, Mode.TRAINING, new Inner(List.of()));
        assertThat(PlainOptions.fromPlain(other, plain)).isEqualTo(options);
    }

    @Test
    void a_record_that_holds_something_else_is_refused_by_key() {
        assertThatThrownBy(() -> PlainOptions.toPlain(new Opaque(new StringBuilder("x"))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("'thing'");
    }
}
