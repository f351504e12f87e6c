package org.disentangle.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.metric.Metric.Direction;
import org.disentangle.metrics.Examples;
import org.disentangle.metrics.statistics.ScoreTable.Run;
import org.disentangle.metrics.statistics.ScoreTable.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FriedmanTestTest {

    /** Demšar (2006), table 5 (a): q(0.05; k) by the square root of 2, to three digits. */
    @ParameterizedTest
    @CsvSource({
        "2, 1.960",
        "3, 2.343",
        "4, 2.569",
        "5, 2.728",
        "6, 2.850",
        "7, 2.949",
        "8, 3.031",
        "9, 3.102",
        "10, 3.164"
    })
    void critical_values_are_those_of_demsars_table(int methods, double printed) {
        assertThat(StudentizedRange.quantile(0.95, methods) / Math.sqrt(2)).isCloseTo(printed, within(0.00101));
    }

    /** Demšar (2006), section 3.2.3: four classifiers on 14 data sets, average ranks 3.143, 2.000, 2.893 and 1.964. */
    @Test
    void demsars_example_has_his_critical_difference_and_groups() {
        assertThat(NemenyiTest.criticalDifference(4, 14, 0.10)).isCloseTo(1.12, within(0.005));
        assertThat(NemenyiTest.criticalDifference(4, 14, 0.05)).isCloseTo(1.25, within(0.005));
        Map<String, Double> ranks = new LinkedHashMap<>();
        ranks.put("C4.5", 3.143);
        ranks.put("C4.5+m", 2.000);
        ranks.put("C4.5+cf", 2.893);
        ranks.put("C4.5+m+cf", 1.964);
        FriedmanTest friedman = new FriedmanTest(14, ranks, 9.28, 0.0257, 3.69, 0.0196);
        assertThat(NemenyiTest.after(friedman, 0.10).groups())
                .containsExactly(List.of("C4.5+m+cf", "C4.5+m", "C4.5+cf"), List.of("C4.5+cf", "C4.5"));
        assertThat(NemenyiTest.after(friedman, 0.05).groups())
                .containsExactly(List.of("C4.5+m+cf", "C4.5+m", "C4.5+cf", "C4.5"));
    }

    @Test
    void a_difference_as_large_as_the_critical_one_has_its_p_value() {
        double difference = NemenyiTest.criticalDifference(6, 9, 0.05);
        assertThat(NemenyiTest.pValue(-difference, 6, 9)).isCloseTo(0.05, within(1e-9));
        assertThat(NemenyiTest.pValue(0, 6, 9)).isEqualTo(1);
        // Two numbers: the range is the size of a normal number with variance 2.
        assertThat(StudentizedRange.quantile(0.95, 2)).isCloseTo(1.959963984540054 * Math.sqrt(2), within(1e-9));
    }

    @Test
    void methods_far_apart_are_groups_of_their_own() {
        double[][] scores = new double[40][];
        Arrays.setAll(scores, task -> new double[] {0.1, 0.9, 0.5});
        FriedmanTest friedman = FriedmanTest.of(List.of("low", "high", "middle"), scores);
        assertThat(friedman.averageRanks())
                .containsExactly(Map.entry("low", 3.0), Map.entry("high", 1.0), Map.entry("middle", 2.0));
        assertThat(friedman.chiSquare()).isCloseTo(80, within(1e-9));
        assertThat(friedman.f()).isInfinite();
        assertThat(friedman.fPValue()).isZero();
        assertThat(NemenyiTest.after(friedman, 0.05).groups())
                .containsExactly(List.of("high"), List.of("middle"), List.of("low"));
    }

    @Test
    void ties_everywhere_tell_nothing() {
        FriedmanTest friedman = FriedmanTest.of(List.of("a", "b", "c"), new double[5][3]);
        assertThat(friedman.averageRanks().values()).containsOnly(2.0);
        assertThat(friedman.chiSquare()).isZero();
        assertThat(friedman.pValue()).isEqualTo(1);
        assertThat(friedman.fPValue()).isEqualTo(1);
        assertThat(NemenyiTest.after(friedman, 0.05).groups()).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void increasing_functions_of_a_tasks_scores_and_the_order_of_tasks_change_nothing() {
        double[][] scores = new double[7][];
        Arrays.setAll(scores, task -> Examples.random(task).doubles(4).toArray());
        double[][] changed = new double[7][];
        Arrays.setAll(changed, task -> Arrays.stream(scores[6 - task])
                .map(score -> Math.exp(score) * (task + 1) - 5)
                .toArray());
        List<String> methods = List.of("a", "b", "c", "d");
        FriedmanTest one = FriedmanTest.of(methods, scores);
        FriedmanTest other = FriedmanTest.of(methods, changed);
        assertThat(other.averageRanks()).isEqualTo(one.averageRanks());
        assertThat(other.chiSquare()).isEqualTo(one.chiSquare());
    }

    @Test
    void of_a_table_it_looks_at_common_seeds_and_turns_errors_round() {
        Task accuracy = new Task("a", "linear-probe", "z", "", Direction.HIGHER_IS_BETTER);
        Task error = new Task("b", "nrmse", "z", "", Direction.LOWER_IS_BETTER);
        // Seed 9 would put y in front on accuracy; x does not have it.
        ScoreTable table = ScoreTable.of(List.of(
                Run.of("x", accuracy, 1, 0.9),
                Run.of("y", accuracy, 1, 0.8),
                Run.of("y", accuracy, 9, 1.9),
                Run.of("x", error, 1, 0.1),
                Run.of("y", error, 1, 0.2)));
        FriedmanTest friedman = FriedmanTest.of(table).orElseThrow();
        assertThat(friedman.averageRanks()).containsExactly(Map.entry("x", 1.0), Map.entry("y", 2.0));
        ScoreTable apart = ScoreTable.of(List.of(
                Run.of("x", accuracy, 1, 0.9),
                Run.of("y", accuracy, 2, 0.8),
                Run.of("x", error, 1, 0.1),
                Run.of("y", error, 1, 0.2)));
        assertThat(FriedmanTest.of(apart)).isEmpty();
        assertThat(FriedmanTest.of(ScoreTable.of(List.of()))).isEmpty();
    }

    @Test
    void what_cannot_be_ranked_is_refused() {
        assertThatThrownBy(() -> FriedmanTest.of(List.of("a"), new double[3][1]))
                .hasMessageContaining("two methods");
        assertThatThrownBy(() -> FriedmanTest.of(List.of("a", "b"), new double[][] {{1, 2}, {Double.NaN, 1}}))
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> FriedmanTest.of(List.of("a", "b"), new double[][] {{1, 2}, {1}}))
                .hasMessageContaining("1 scores for 2 methods");
        assertThatThrownBy(() -> StudentizedRange.quantile(0.95, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NemenyiTest.criticalDifference(3, 0, 0.05))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
