package org.disentangle.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.UserError;
import org.disentangle.core.random.SeedStreams;
import org.junit.jupiter.api.Test;

class SampleOrderTest {
    private static final SeedStreams STREAMS = new SeedStreams(5);

    @Test
    void an_epoch_shows_no_group_twice() {
        SampleOrder order = new SampleOrder(STREAMS, 10, 3);
        Set<Integer> seen = new HashSet<>();

        for (long step = 0; step < 3; step++) {
            for (int group : order.groups(step)) {
                assertThat(seen.add(group)).isTrue();
            }
        }

        assertThat(seen).hasSize(9).allMatch(group -> group >= 0 && group < 10);
    }

    @Test
    void a_step_sees_the_same_groups_whatever_was_asked_before() {
        SampleOrder walked = new SampleOrder(STREAMS, 10, 3);
        for (long step = 0; step < 7; step++) {
            walked.groups(step);
        }

        assertThat(new SampleOrder(STREAMS, 10, 3).groups(7)).isEqualTo(walked.groups(7));
    }

    @Test
    void epochs_and_seeds_differ_in_order() {
        SampleOrder order = new SampleOrder(STREAMS, 50, 50);
        int[] first = order.groups(0);

        assertThat(order.groups(1)).isNotEqualTo(first);
        assertThat(new SampleOrder(new SeedStreams(6), 50, 50).groups(0)).isNotEqualTo(first);
        assertThat(new SampleOrder(new SeedStreams(6, Map.of("order", 5L)), 50, 50).groups(0))
                .isEqualTo(first);
    }

    @Test
    void a_batch_larger_than_the_data_is_refused() {
        assertThatThrownBy(() -> new SampleOrder(STREAMS, 10, 11))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("batch")
                .hasMessageContaining("at most 10");
    }
}
