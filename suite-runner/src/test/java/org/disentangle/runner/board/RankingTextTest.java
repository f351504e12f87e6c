package org.disentangle.runner.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.disentangle.core.metric.Metric.Direction;
import org.disentangle.runner.ranking.Contender;
import org.disentangle.runner.ranking.RankingStatistics;
import org.disentangle.runner.ranking.RankingStatisticsMaker;
import org.junit.jupiter.api.Test;

class RankingTextTest {
    private static Contender contender(String method, int lambda, double... bySeed) {
        TreeMap<Long, Double> values = new TreeMap<>();
        for (int seed = 0; seed < bySeed.length; seed++) {
            values.put((long) seed, bySeed[seed]);
        }
        return new Contender(method, Map.of("lambda", lambda), 4, values);
    }

    private static RankingStatistics statistics(Contender... contenders) {
        return RankingStatisticsMaker.make(
                "data", "gap", List.of("A"), Direction.HIGHER_IS_BETTER, List.of(contenders));
    }

    private static final RankingStatistics MIXED = statistics(
            contender("a", 1, 0.90, 0.92, 0.91, 0.90),
            contender("a", 2, 0.91, 0.90, 0.90, 0.91),
            contender("b", 1, 0.50, 0.51, 0.52, 0.50),
            contender("c", 1, 0.1, 0.2));

    @Test
    void a_summary_names_those_that_nobody_beats_and_those_without_a_rank() {
        assertThat(new RankingText(MIXED).summary())
                .startsWith(
                        "On the mean gap over A, 2 of 3 pairs of methods differ: a (lambda=1) has a larger gap than b; a (lambda=2) has"
                                + " a larger gap than b. The other one is open: the seeds do not tell those methods apart, which does not show that they"
                                + " are equal. Nearest to a difference: a (lambda=1) above a (lambda=2) (corrected p 0.761).")
                .contains("corrected by Holm's method for all 3 pairs of this table", "on the 4 seeds")
                .endsWith("Without a rank, as some of their seeds are missing: c.");
    }

    @Test
    void a_summary_of_one_clear_winner_says_so() {
        RankingStatistics clear = statistics(
                contender("a", 1, 0.90, 0.92, 0.91, 0.90),
                contender("b", 1, 0.50, 0.51, 0.52, 0.50),
                contender("c", 1, 0.51, 0.50, 0.50, 0.52));

        assertThat(new RankingText(clear).summary())
                .startsWith(
                        "On the mean gap over A, 2 of 3 pairs of methods differ: a is better than every other ranked method");
        assertThat(new RankingText(clear).verdict(0)).isEqualTo("better than every other.");
    }

    @Test
    void a_summary_without_differences_does_not_claim_equality() {
        assertThat(new RankingText(statistics(
                                contender("a", 1, 0.1, 0.9, 0.5, 0.3), contender("b", 1, 0.9, 0.1, 0.3, 0.4)))
                        .summary())
                .startsWith(
                        "On the mean gap over A, the seeds tell no two methods apart, which does not show that they are equal."
                                + " Nearest to a difference: a above b (corrected p 0.945).");
    }

    @Test
    void a_summary_says_how_many_pairs_differ_by_the_same_on_every_seed() {
        assertThat(new RankingText(statistics(
                                contender("a", 1, 0.5, 0.5, 0.5, 0.5), contender("b", 1, 0.25, 0.25, 0.25, 0.25)))
                        .summary())
                .contains("1 pair differs by the same amount on every seed, which these tests cannot judge");
    }

    @Test
    void a_verdict_says_who_is_better_who_worse_and_who_not_told_apart() {
        assertThat(new RankingText(MIXED).verdict(0)).isEqualTo("better than b; not told apart from a (lambda=2).");
        assertThat(new RankingText(MIXED).verdict(2)).isEqualTo("worse than every other.");
        assertThat(new RankingText(MIXED).verdict(3))
                .isEqualTo("Incomplete: 2 of 4 seeds have the gap that is ranked.");
    }

    @Test
    void ranks_stand_with_the_range_that_the_tests_leave_open() {
        assertThat(MIXED.places()).extracting(RankingText::rank).containsExactly("1", "1", "3", "–");
        assertThat(MIXED.places())
                .extracting(RankingText::range)
                .containsExactly("1 to 2", "1 to 2", "3 to 3", "incomplete");
    }
}
