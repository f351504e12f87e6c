package org.disentangle.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.disentangle.core.UserError;
import org.disentangle.core.registry.Registry;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void a_constant_rate_climbs_for_the_warm_up_and_stays() {
        Schedule schedule = new Schedule.Constant(4);
        assertThat(schedule.factor(0, 100)).isEqualTo(0.25);
        assertThat(schedule.factor(3, 100)).isEqualTo(1);
        assertThat(schedule.factor(4, 100)).isEqualTo(1);
        assertThat(schedule.factor(99, 100)).isEqualTo(1);
        assertThat(Schedule.Constant.DEFAULT.factor(0, 1)).isEqualTo(1);
    }

    @Test
    void a_cosine_goes_from_one_through_the_middle_to_its_end() {
        Schedule schedule = new Schedule.Cosine(10, 0.2);
        assertThat(schedule.factor(0, 110)).isEqualTo(0.1);
        assertThat(schedule.factor(10, 110)).isEqualTo(1);
        assertThat(schedule.factor(60, 110)).isCloseTo(0.6, within(1e-12));
        assertThat(schedule.factor(110, 110)).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void a_cosine_never_rises_after_its_warm_up() {
        Schedule schedule = new Schedule.Cosine(5, 0);
        for (long step = 5; step < 50; step++) {
            assertThat(schedule.factor(step + 1, 51)).isLessThan(schedule.factor(step, 51));
        }
    }

    @Test
    void a_warm_up_longer_than_the_run_gives_finite_factors() {
        Schedule schedule = new Schedule.Cosine(100, 0);
        for (long step = 0; step < 10; step++) {
            assertThat(schedule.factor(step, 10)).isEqualTo((step + 1) / 100.0);
        }
    }

    @Test
    void steps_fall_at_their_milestones() {
        Schedule schedule = new Schedule.Step(0, List.of(0.5, 0.75), 0.1);
        assertThat(schedule.factor(49, 100)).isEqualTo(1);
        assertThat(schedule.factor(50, 100)).isEqualTo(0.1);
        assertThat(schedule.factor(74, 100)).isEqualTo(0.1);
        assertThat(schedule.factor(75, 100)).isCloseTo(0.01, within(1e-15));
    }

    @Test
    void settings_that_make_no_sense_are_refused_by_key() {
        assertThatThrownBy(() -> new Schedule.Constant(-1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'warmup_steps' is -1");
        assertThatThrownBy(() -> new Schedule.Cosine(0, Double.NaN))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'end_factor'");
        for (List<Double> milestones : List.of(List.of(0.8, 0.6), List.of(0.5, 0.5), List.of(0.0), List.of(1.0))) {
            assertThatThrownBy(() -> new Schedule.Step(0, milestones, 0.1))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("'milestones'");
        }
        assertThatThrownBy(() -> new Schedule.Step(0, List.of(), 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'gamma'");
    }

    @Test
    void the_choices_have_valid_names() {
        assertThat(Registry.of("schedule", Schedule.CHOICES).all())
                .extracting(Schedule.Choice::name)
                .containsExactly("constant", "cosine", "step");
    }
}
