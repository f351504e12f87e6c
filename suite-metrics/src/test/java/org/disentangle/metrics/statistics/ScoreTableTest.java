package org.disentangle.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.disentangle.core.metric.Metric.Direction;
import org.disentangle.metrics.statistics.ScoreTable.Run;
import org.disentangle.metrics.statistics.ScoreTable.Task;
import org.junit.jupiter.api.Test;

class ScoreTableTest {
    private static final Task DIGIT = new Task("mnist", "linear-probe", "z0", "digit", Direction.HIGHER_IS_BETTER);
    private static final Task SCENE = new Task("mnist", "linear-probe", "z1", "scene", Direction.HIGHER_IS_BETTER);

    private static final List<Run> RUNS = List.of(
            Run.of("b", SCENE, 0, 0.5),
            Run.of("b", DIGIT, 0, 0.7),
            Run.of("b", DIGIT, 1, 0.6),
            Run.of("a", DIGIT, 1, 0.9),
            Run.of("a", DIGIT, 2, 0.8),
            Run.failed("a", SCENE, 1),
            Run.of("a", SCENE, 0, 0.4));

    @Test
    void methods_stay_as_they_came_tasks_and_seeds_are_sorted() {
        ScoreTable table = ScoreTable.of(RUNS);
        assertThat(table.methods()).containsExactly("b", "a");
        assertThat(table.tasks()).containsExactly(DIGIT, SCENE);
        assertThat(table.cell("a", DIGIT).values()).containsExactly(0.9, 0.8);
        assertThat(table.cell("a", DIGIT).statistics().n()).isEqualTo(2);
        assertThat(DIGIT).hasToString("mnist linear-probe z0 digit");
    }

    @Test
    void failed_runs_have_no_score_and_are_counted() {
        ScoreTable table = ScoreTable.of(RUNS);
        assertThat(table.cell("a", SCENE).failed()).containsExactly(1L);
        assertThat(table.failed("a")).isEqualTo(1);
        assertThat(table.failed("b")).isZero();
    }

    @Test
    void a_method_that_lacks_a_task_is_incomplete_and_gives_no_scores() {
        Task other = new Task("sprites", "linear-r2", "z", "", Direction.HIGHER_IS_BETTER);
        List<Run> runs = new ArrayList<>(RUNS);
        runs.add(Run.of("a", other, 0, 0.1));
        runs.add(Run.failed("b", other, 0));
        ScoreTable table = ScoreTable.of(runs);
        assertThat(table.incompleteMethods()).containsExactly("b");
        assertThat(table.missing("b")).containsExactly(other);
        assertThat(table.scores("b")).isEmpty();
        assertThat(table.scores("a")).hasValueSatisfying(scores -> assertThat(scores)
                .isDeepEqualTo(new double[][] {{0.9, 0.8}, {0.4}, {0.1}}));
        assertThat(table.ofTasks(List.of(DIGIT, SCENE)).scores("b")).isPresent();
    }

    @Test
    void pairs_are_made_on_equal_seeds_alone() {
        ScoreTable table = ScoreTable.of(RUNS);
        assertThat(table.pairs("a", "b", DIGIT).seeds()).containsExactly(1L);
        assertThat(table.pairs("a", "b", DIGIT).differences()).containsExactly(new double[] {0.3}, within(1e-15));
        assertThat(table.pairs("b", "a", SCENE).differences()).containsExactly(new double[] {0.1}, within(1e-15));
        // Over both tasks: no seed that both have on each.
        assertThat(table.pairs("a", "b").seeds()).isEmpty();
        assertThat(table.pairs("a", "b").differences()).isEmpty();
    }

    @Test
    void over_tasks_a_seed_counts_once() {
        ScoreTable table = ScoreTable.of(List.of(
                Run.of("a", DIGIT, 3, 0.9),
                Run.of("a", SCENE, 3, 0.5),
                Run.of("b", DIGIT, 3, 0.5),
                Run.of("b", SCENE, 3, 0.3)));
        assertThat(table.pairs("a", "b").seeds()).containsExactly(3L);
        assertThat(table.pairs("a", "b").differences()).containsExactly(new double[] {0.3}, within(1e-15));
    }

    @Test
    void common_seeds_are_common_to_all_methods_task_by_task() {
        ScoreTable common = ScoreTable.of(RUNS).onCommonSeeds();
        assertThat(common.cell("a", DIGIT).scores()).containsOnlyKeys(1L);
        assertThat(common.cell("b", DIGIT).scores()).containsOnlyKeys(1L);
        assertThat(common.cell("a", SCENE).scores()).containsOnlyKeys(0L);
        assertThat(common.failed("a")).isEqualTo(1);
    }

    @Test
    void the_order_of_runs_leaves_no_trace_but_in_the_order_of_methods() {
        List<Run> reversed = new ArrayList<>(RUNS);
        Collections.reverse(reversed);
        ScoreTable one = ScoreTable.of(RUNS);
        ScoreTable other = ScoreTable.of(reversed);
        assertThat(other.tasks()).isEqualTo(one.tasks());
        for (String method : one.methods()) {
            for (Task task : one.tasks()) {
                assertThat(other.cell(method, task)).isEqualTo(one.cell(method, task));
            }
        }
    }

    @Test
    void what_cannot_be_is_refused() {
        assertThatThrownBy(() -> Run.of("a", DIGIT, 0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ScoreTable.of(List.of(Run.of("a", DIGIT, 0, 1), Run.failed("a", DIGIT, 0))))
                .hasMessageContaining("two runs of seed 0");
        assertThatThrownBy(() -> ScoreTable.of(RUNS).cell("c", DIGIT)).hasMessageContaining("no method c");
        Task error = new Task("mnist", "nrmse", "z", "", Direction.LOWER_IS_BETTER);
        assertThatThrownBy(() -> ScoreTable.of(List.of(Run.of("a", DIGIT, 0, 1), Run.of("a", error, 0, 1)))
                        .direction())
                .hasMessageContaining("one direction");
        assertThat(ScoreTable.of(List.of()).tasks()).isEmpty();
    }
}
