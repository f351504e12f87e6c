package org.disentangle.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewPolicyTest {

    @Test
    void a_view_shares_with_an_earlier_one_only() {
        assertThat(new ViewPolicy(3, List.of(new ViewPolicy.Sharing("color", 2, 0))).sharing())
                .hasSize(1);
        for (ViewPolicy.Sharing wrong : List.of(
                new ViewPolicy.Sharing("color", 3, 0),
                new ViewPolicy.Sharing("color", 1, 1),
                new ViewPolicy.Sharing("color", 0, 1),
                new ViewPolicy.Sharing("color", 1, -1))) {
            assertThatThrownBy(() -> new ViewPolicy(3, List.of(wrong))).hasMessageContaining(wrong.toString());
        }
    }
}
