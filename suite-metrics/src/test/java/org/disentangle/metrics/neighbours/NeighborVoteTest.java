package org.disentangle.metrics.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import org.disentangle.metrics.ClassLabels;
import org.junit.jupiter.api.Test;

class NeighborVoteTest {
    private static final ClassLabels BANK = new ClassLabels("DC", new int[] {2, 1, 1, 0, 0}, 3);

    @Test
    void near_rows_outvote_far_ones_at_a_low_temperature_only() {
        int[] rows = {0, 1, 2};
        double[] cosines = {0.9, 0.5, 0.5};
        // exp(0.9/0.8) = 3.08 against 2 exp(0.5/0.8) = 3.74, and exp(0.9/0.5) = 6.05 against 2 exp(0.5/0.5) = 5.44.
        assertThat(NeighborVote.weighted(rows, cosines, BANK, 0.8)).isEqualTo(1);
        assertThat(NeighborVote.weighted(rows, cosines, BANK, 0.5)).isEqualTo(2);
    }

    @Test
    void a_tiny_temperature_leaves_the_nearest_and_does_not_overflow() {
        assertThat(NeighborVote.weighted(new int[] {3, 1, 2}, new double[] {0.99, 0.98, 0.98}, BANK, 1e-9))
                .isZero();
    }

    @Test
    void a_plain_vote_counts_the_first_k() {
        int[] rows = {0, 1, 2, 3, 4};
        assertThat(NeighborVote.plain(rows, BANK, 1)).isEqualTo(2);
        assertThat(NeighborVote.plain(rows, BANK, 3)).isEqualTo(1);
    }

    @Test
    void of_equal_votes_the_lowest_class_wins() {
        assertThat(NeighborVote.plain(new int[] {0, 1, 3}, BANK, 3)).isZero();
        assertThat(NeighborVote.plain(new int[] {1, 2, 3, 4}, BANK, 9)).isZero();
        assertThat(NeighborVote.weighted(new int[] {0, 1}, new double[] {0.4, 0.4}, BANK, 0.5))
                .isEqualTo(1);
    }
}
