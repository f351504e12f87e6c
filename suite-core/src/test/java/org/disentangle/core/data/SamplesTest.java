package org.disentangle.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void numbers_of_a_continuous_factor_that_do_not_fill_all_rows_are_refused_by_name() {
        assertThat(samples(new float[6]).targets("position")).hasSize(6);
        assertThatThrownBy(() -> samples(new float[7]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column 'position' has 7 entries, expected 6");
    }

    private static Samples samples(float[] position) {
        return new Samples(3, 1, Map.of(), Map.of(), Map.of("position", position), new int[0]);
    }
}
