package org.disentangle.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.disentangle.core.UserError;
import org.junit.jupiter.api.Test;

class ClassLabelsTest {

    @Test
    void the_majority_rate_is_the_share_of_the_most_frequent_class() {
        assertThat(new ClassLabels("DC", new int[] {0, 2, 2, 1, 2}, 3).majorityRate())
                .isEqualTo(0.6);
    }

    @Test
    void accuracy_counts_the_rows_that_are_right() {
        assertThat(new ClassLabels("DC", new int[] {0, 1, 2, 1}, 3).accuracy(new int[] {0, 1, 1, 0}))
                .isEqualTo(0.5);
    }

    @Test
    void a_label_out_of_range_is_refused_with_factor_row_and_range() {
        assertThatThrownBy(() -> new ClassLabels("BC", new int[] {0, 10}, 10))
                .isInstanceOf(UserError.class)
                .hasMessage("Factor 'BC' has label 10 in row 1; allowed are 0 to 9");
        assertThatThrownBy(() -> new ClassLabels("BC", new int[] {-1}, 10)).isInstanceOf(UserError.class);
    }

    @Test
    void nothing_to_score_is_refused_instead_of_dividing_by_it() {
        ClassLabels none = new ClassLabels("DL", new int[0], 8);
        assertThatThrownBy(none::majorityRate).isInstanceOf(UserError.class).hasMessageContaining("'DL' has no rows");
        assertThatThrownBy(() -> none.accuracy(new int[0])).isInstanceOf(UserError.class);
    }
}
