package org.disentangle.runner.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.disentangle.core.metric.Metric.Direction;
import org.disentangle.metrics.statistics.Holm;
import org.disentangle.metrics.statistics.PairedTest;
import org.disentangle.runner.ranking.RankingStatistics.Pair;
import org.disentangle.runner.ranking.RankingStatistics.Place;
import org.junit.jupiter.api.Test;

class RankingStatisticsMakerTest {
    private static final double[] HIGH = {0.90, 0.91, 0.93, 0.90, 0.92};
    private static final double[] NEAR_HIGH = {0.91, 0.90, 0.90, 0.92, 0.91};
    private static final double[] LOW = {0.50, 0.52, 0.51, 0.53, 0.50};

    private static Contender contender(String method, int planned, double... bySeed) {
        TreeMap<Long, Double> values = new TreeMap<>();
        for (int seed = 0; seed < bySeed.length; seed++) {
            values.put((long) seed, bySeed[seed]);
        }
        return new Contender(method, Map.of(), planned, values);
    }

    private static Contender contender(String method, double... bySeed) {
        return contender(method, bySeed.length, bySeed);
    }

    private static RankingStatistics make(Contender... contenders) {
        return RankingStatisticsMaker.make(
                "data", "gap", List.of("A", "B"), Direction.HIGHER_IS_BETTER, List.of(contenders));
    }

    private static RankingStatistics three() {
        return make(contender("a", HIGH), contender("b", NEAR_HIGH), contender("c", LOW));
    }

    @Test
    void methods_that_cannot_be_told_apart_share_a_rank_and_ranges_say_what_is_open() {
        RankingStatistics statistics = three();

        assertThat(statistics.reason()).isEmpty();
        assertThat(statistics.places()).extracting(Place::rank).containsExactly(1, 1, 3);
        assertThat(statistics.places()).extracting(Place::worst).containsExactly(2, 2, 3);
        assertThat(statistics.seeds()).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void p_values_are_those_of_paired_t_tests_corrected_over_all_pairs() {
        double[] alone = {p(HIGH, NEAR_HIGH), p(HIGH, LOW), p(NEAR_HIGH, LOW)};

        assertThat(three().pairs()).extracting(Pair::p).containsExactly(alone[0], alone[1], alone[2]);
        double[] corrected = Holm.adjusted(alone);
        assertThat(three().pairs())
                .extracting(Pair::corrected)
                .containsExactly(corrected[0], corrected[1], corrected[2]);
        assertThat(three().pairs()).extracting(Pair::apart).containsExactly(false, true, true);
    }

    private static double p(double[] one, double[] other) {
        return PairedTest.studentT(
                        IntStream.range(0, one.length)
                                .mapToDouble(i -> one[i] - other[i])
                                .toArray(),
                        PairedTest.Alternative.TWO_SIDED)
                .pValue()
                .orElseThrow();
    }

    @Test
    void where_lower_is_better_the_lower_one_wins() {
        RankingStatistics statistics = RankingStatisticsMaker.make(
                "data",
                "error",
                List.of(),
                Direction.LOWER_IS_BETTER,
                List.of(contender("c", LOW), contender("b", NEAR_HIGH), contender("a", HIGH)));

        assertThat(statistics.places()).extracting(Place::rank).containsExactly(1, 2, 2);
        assertThat(statistics.pairs().get(0).improvement()).isEqualTo(1);
        assertThat(statistics.friedman().averageRanks().get(0).place()).isZero();
        assertThat(statistics.friedman().averageRanks().get(0).averageRank()).isEqualTo(1);
        assertThat(statistics.profiles().get(0).shares()).startsWith(0.0).endsWith(1.0);
    }

    @Test
    void what_describes_cannot_rank() {
        assertThatThrownBy(() -> RankingStatisticsMaker.make("data", "irs", List.of(), Direction.NEITHER, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("irs");
    }

    @Test
    void a_method_with_a_missing_seed_has_no_rank_and_takes_no_part() {
        RankingStatistics statistics =
                make(contender("best", 5, 0.99, 0.98, 0.99, 0.97), contender("a", HIGH), contender("c", LOW));

        Place best = statistics.places().get(0);
        assertThat(best.rank()).isNull();
        assertThat(best.worst()).isNull();
        assertThat(best.reason()).isEqualTo("Incomplete: 4 of 5 seeds have the gap that is ranked.");
        assertThat(statistics.places().subList(1, 3)).extracting(Place::rank).containsExactly(1, 2);
        assertThat(statistics.pairs()).singleElement().extracting(Pair::first).isEqualTo(1);
        assertThat(statistics.seeds()).hasSize(5);
    }

    @Test
    void below_three_common_seeds_nobody_has_a_rank_and_the_reason_is_said() {
        RankingStatistics statistics = make(contender("a", 0.9, 0.91), contender("c", 0.1, 0.11));

        assertThat(statistics.reason()).isEqualTo("The complete methods have 2 seeds in common; ranks take 3.");
        assertThat(statistics.places()).extracting(Place::rank).containsOnlyNulls();
        assertThat(statistics.places()).extracting(Place::reason).containsOnly(statistics.reason());
        assertThat(statistics.pairs()).isEmpty();
        assertThat(statistics.friedman()).isNull();
    }

    @Test
    void a_method_alone_and_none_at_all_are_not_ranked() {
        assertThat(make(contender("a", HIGH)).reason()).startsWith("Only one method is complete");
        assertThat(make(contender("a", 3)).reason()).startsWith("No method is complete");
        assertThat(make(contender("a", 3)).places().get(0).mean()).isNull();
    }

    @Test
    void methods_with_the_same_numbers_are_not_told_apart_and_count_in_the_correction() {
        RankingStatistics statistics = make(contender("a", HIGH), contender("copy", HIGH), contender("c", LOW));

        assertThat(statistics.pairs().get(0).p()).isNull();
        assertThat(statistics.pairs().get(0).corrected()).isEqualTo(1);
        assertThat(statistics.pairs().get(0).improvement()).isCloseTo(0.5, within(1e-12));
        assertThat(statistics.pairs().get(1).corrected()).isCloseTo(3 * p(HIGH, LOW), within(1e-15));
        assertThat(statistics.places()).extracting(Place::rank).containsExactly(1, 1, 3);
        assertThat(statistics.neighbours().get(0).reason()).startsWith("All differences are equal");
    }

    @Test
    void friedmans_blocks_are_seeds_and_nemenyis_groups_are_by_place() {
        RankingStatistics statistics = three();

        assertThat(statistics.friedman().averageRanks())
                .extracting(RankingStatistics.AverageRank::averageRank)
                .containsExactly(1.4, 1.6, 3.0);
        // 3.314 / sqrt(2) * sqrt(3 * 4 / (6 * 5)), Demsar's table 5 (a)
        assertThat(statistics.friedman().criticalDifference()).isCloseTo(2.343 * Math.sqrt(12 / 30.0), within(1e-3));
        assertThat(statistics.friedman().groups()).containsExactly(List.of(0, 1), List.of(1, 2));
    }

    @Test
    void probabilities_of_improvement_have_no_interval_where_all_runs_lie_on_one_side() {
        Pair overlapping = three().pairs().get(0);
        Pair separate = three().pairs().get(1);

        assertThat(overlapping.improvement()).isBetween(0.4, 0.7);
        assertThat(overlapping.improvementLower()).isLessThan(overlapping.improvement());
        assertThat(overlapping.improvementUpper()).isGreaterThan(overlapping.improvement());
        assertThat(separate.improvement()).isEqualTo(1);
        assertThat(separate.improvementLower()).isNull();
    }

    @Test
    void neighbours_that_are_apart_need_no_more_seeds_and_others_some_or_too_many() {
        RankingStatistics statistics = three();

        assertThat(statistics.neighbours()).hasSize(2);
        assertThat(statistics.neighbours().get(0).apart()).isFalse();
        assertThat(statistics.neighbours().get(0).more())
                .isEqualTo(statistics.neighbours().get(0).pairs() - 5)
                .isPositive();
        assertThat(statistics.neighbours().get(1).apart()).isTrue();
        assertThat(statistics.neighbours().get(1).more()).isZero();
        RankingStatistics even = make(contender("a", 0.1, 0.9, 0.5), contender("b", 0.9, 0.1, 0.499999));
        assertThat(even.neighbours().get(0).reason()).isEqualTo("More than 1000 seeds.");
        assertThat(even.neighbours().get(0).pairs()).isNull();
    }

    @Test
    void the_same_seeds_give_the_same_numbers_and_other_methods_change_no_interval() {
        assertThat(three()).isEqualTo(three());
        Pair among =
                make(contender("a", HIGH), contender("b", NEAR_HIGH)).pairs().get(0);
        assertThat(three().pairs().get(0).improvementLower()).isEqualTo(among.improvementLower());
        assertThat(three().pairs().get(0).improvementUpper()).isEqualTo(among.improvementUpper());
    }

    @Test
    void more_lines_than_can_be_tested_are_refused_with_the_bound() {
        List<Contender> many = new ArrayList<>();
        for (int line = 0; line <= RankingStatistics.MOST_TESTED; line++) {
            many.add(contender("m" + line, 0.1, 0.2, 0.3));
        }

        assertThat(make(many.toArray(Contender[]::new)).reason()).contains("101 methods", "at most 100");
    }
}
