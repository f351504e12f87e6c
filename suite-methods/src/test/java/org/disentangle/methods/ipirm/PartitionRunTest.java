package org.disentangle.methods.ipirm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.method.MethodReport;
import org.disentangle.core.method.Step;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.junit.jupiter.api.Test;

class PartitionRunTest {
    private static final int GROUPS = 40;
    private static final int WIDTH = 4;

    @Test
    void it_searches_before_training_and_after_every_so_many_epochs() {
        try (Laboratory laboratory = laboratory(1)) {
            PartitionRun run = run(search(2, true, true), 8);
            for (long step = 0; step < 20; step++) {
                laboratory.step = step;
                run.before(laboratory);
            }
            // Epochs of 4 steps, every second epoch: steps 0, 8 and 16.
            assertThat(run.report().figures()).containsEntry("partitions", 3.0);
            assertThat(laboratory.draws).containsExactly(0L, 1000L, 2000L);
            assertThat(run.report().assignments()).containsOnlyKeys("partition0", "partition1", "partition2");
        }
    }

    @Test
    void a_round_has_the_same_result_whatever_came_before_and_after_a_resume() {
        MethodReport straight;
        try (Laboratory laboratory = laboratory(1)) {
            for (boolean randomInit : new boolean[] {true, false}) {
                PartitionRun run = run(search(1, true, randomInit), 8);
                laboratory.step = 0;
                run.before(laboratory);
                PartitionRun resumed = run(search(1, true, randomInit), 8);
                resumed.restore(run.state());
                assertThat(run.state().containsKey("logits")).isEqualTo(!randomInit);
                laboratory.step = 4;
                run.before(laboratory);
                resumed.before(laboratory);
                straight = run.report();
                assertThat(resumed.report().figures()).isEqualTo(straight.figures());
                straight.assignments().forEach((name, cells) -> assertThat(
                                resumed.report().assignments().get(name))
                        .containsExactly(cells));
                assertThat(resumed.state().keySet()).isEqualTo(run.state().keySet());
            }
        }
    }

    @Test
    void a_search_that_is_stopped_leaves_the_state_as_it_was() {
        PartitionRun run = run(search(1, true, true), 8);
        try (Laboratory laboratory = laboratory(1)) {
            laboratory.stopAfter = 3;
            assertThatThrownBy(() -> run.before(laboratory)).hasMessage("stopped");
        }
        assertThat(run.state()).isEmpty();
        assertThat(run.report().assignments()).isEmpty();
    }

    @Test
    void another_seed_and_another_round_start_elsewhere() {
        try (Laboratory laboratory = laboratory(1);
                Laboratory other = laboratory(2)) {
            int[] first = assignments(laboratory, 0);
            assertThat(assignments(laboratory, 0)).containsExactly(first);
            assertThat(assignments(other, 0)).isNotEqualTo(first);
        }
    }

    @Test
    void step_inputs_hold_the_newest_partitions_and_minus_one_where_there_is_none() {
        PartitionRun run = run(SearchOptions.DEFAULT, 2);
        Step step = new Step(5, 10, new int[] {3, 0, 5}, new SeedStreams(0));
        assertThat(run.stepInputs(step).get("partition").longs()).containsExactly(-1, -1, -1, -1, -1, -1);
        run.restore(IpIrmTest.FOUND);
        assertThat(run.stepInputs(step).get("partition").longs()).containsExactly(1, 0, 0, 0, 1, 0);
        assertThat(run.report().assignments()).hasSize(3);

        PartitionRun more = run(SearchOptions.DEFAULT, 4);
        more.restore(IpIrmTest.FOUND);
        assertThat(more.stepInputs(step).get("partition").longs())
                .containsExactly(0, 0, 1, 1, 0, 0, 0, 1, 0, -1, -1, -1);
    }

    /**
     * Embeddings with one direction that two halves of the images share: a partition along it makes all negatives of an
     * environment look alike, which costs a contrastive loss most.
     */
    @Test
    void the_search_finds_the_halves_that_make_negatives_hardest() {
        try (Laboratory laboratory = laboratory(3)) {
            int agreeing = 0;
            int[] found = assignments(laboratory, 0);
            for (int i = 0; i < GROUPS; i++) {
                agreeing += found[i] == i % 2 ? 1 : 0;
            }
            assertThat(Math.max(agreeing, GROUPS - agreeing)).isGreaterThanOrEqualTo(GROUPS - 2);
        }
    }

    @Test
    void online_every_pass_has_new_views_and_a_short_batch_is_left_out() {
        try (Laboratory laboratory = laboratory(1)) {
            PartitionRun run = run(new SearchOptions(1, 0.5, Constraint.RELAXED, 16, 4, false, true), 8);
            run.before(laboratory);
            assertThat(laboratory.draws).containsExactly(0L, 1L, 2L, 3L);
            assertThat(laboratory.prepared).containsEntry("partition search", 1);
        }
        try (Laboratory laboratory = laboratory(1)) {
            PartitionRun run = run(new SearchOptions(1, 0.5, Constraint.RELAXED, 16, 4, true, true), 8);
            run.before(laboratory);
            assertThat(laboratory.draws).containsExactly(0L);
            assertThat(laboratory.prepared).containsEntry("partition search", 2);
        }
    }

    @Test
    void a_last_batch_of_one_image_is_left_out() {
        try (Laboratory laboratory = laboratory(1)) {
            PartitionRun run = run(new SearchOptions(1, 0.5, Constraint.RELAXED, 39, 3, true, true), 8);
            run.before(laboratory);
            assertThat(laboratory.prepared).containsEntry("partition search", 1);
            assertThat(run.report().figures().get("partition0_objective")).isFinite();
        }
    }

    @Test
    void embeddings_that_are_not_finite_are_reported_as_such() {
        float[] broken = new float[2 * GROUPS * WIDTH];
        broken[5] = Float.NaN;
        try (Laboratory laboratory =
                new Laboratory(GROUPS, 1, 1, draw -> HostTensor.of(Shape.of(2, GROUPS, WIDTH), broken))) {
            assertThatThrownBy(() -> run(search(1, true, true), 8).before(laboratory))
                    .hasMessageContaining("partition 0")
                    .hasMessageContaining("not finite");
        }
    }

    private static int[] assignments(Laboratory laboratory, long step) {
        PartitionRun run = run(search(1, true, true), 8);
        laboratory.step = step;
        run.before(laboratory);
        return run.report().assignments().get("partition0");
    }

    private static SearchOptions search(int every, boolean offline, boolean randomInit) {
        return new SearchOptions(every, 0.5, Constraint.RELAXED, 64, 40, offline, randomInit);
    }

    private static PartitionRun run(SearchOptions search, int retained) {
        return new PartitionRun(new PartitionSettings(2, 0.5, 0.5, Penalty.PER_COLUMN, search), retained);
    }

    private static Laboratory laboratory(long seed) {
        return new Laboratory(GROUPS, seed, 1, draw -> embeddings(draw));
    }

    /** Even images lean one way and odd ones another; views and draws differ a little. */
    private static HostTensor embeddings(long draw) {
        UniformRandomProvider images = new SeedStreams(11).stream("images");
        UniformRandomProvider views = new SeedStreams(11).stream("views", draw);
        double[] content = IntStream.range(0, GROUPS * WIDTH)
                .mapToDouble(i -> images.nextDouble() - 0.5)
                .toArray();
        float[] values = new float[2 * GROUPS * WIDTH];
        for (int i = 0; i < values.length; i++) {
            int image = i / WIDTH % GROUPS;
            double side = i % WIDTH == 0 ? (image % 2 == 0 ? 1 : -1) : 0;
            values[i] = (float) (side + content[i % content.length] + 0.1 * views.nextDouble());
        }
        return HostTensor.of(Shape.of(2, GROUPS, WIDTH), values);
    }
}
