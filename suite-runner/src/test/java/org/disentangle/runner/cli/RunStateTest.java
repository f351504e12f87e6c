package org.disentangle.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.disentangle.core.record.Failure;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.worker.WorkerEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunStateTest {

    @ParameterizedTest
    @CsvSource({"0, 0 s", "99.4, 99 s", "100, 1 min 40 s", "5999, 99 min 59 s", "6000, 1 h 40 min"})
    void durations_are_told_in_two_units_at_most(double seconds, String text) {
        assertThat(RunState.duration(seconds)).isEqualTo(text);
    }

    @Test
    void a_worker_is_told_with_step_loss_speed_and_time_left() {
        Plan plan = Fixtures.plan();
        RunState state = new RunState();
        state.begin(plan, plan.trials().subList(2, 6), 2);
        state.started(1, plan.trials().get(2));
        state.step(1, new WorkerEvent.Step(10, 100, 1.23456, 789.6));
        state.step(1, new WorkerEvent.Step(20, 100, Double.NaN, 789.6));

        assertThat(state.lines())
                .singleElement()
                .asString()
                .startsWith(
                        "worker 2: hessian (lambda=0.1) seed 0 on drawn-digits DC-BC, step 20 of 100, loss not finite,"
                                + " 790 views/s, ")
                .endsWith(" left");
        assertThat(state.overall()).startsWith("2 of 6 trials, ");
    }

    @Test
    void a_finished_trial_is_told_with_its_outcome() {
        Plan plan = Fixtures.plan();
        RunState state = new RunState();
        state.begin(plan, plan.trials(), 1);
        state.started(0, plan.trials().get(0));
        String done = state.finished(
                0, plan.trials().get(0), Fixtures.done(plan.trials().get(0), Fixtures.scores(0.9, 0.2, 0.3, 0.6)));
        state.started(0, plan.trials().get(1));
        String diverged = state.finished(
                0,
                plan.trials().get(1),
                Fixtures.failed(
                        plan.trials().get(1),
                        TrialStatus.DIVERGED,
                        new Failure(Failure.Cause.NOT_FINITE, "training", 42, "The loss is not finite", Map.of())));

        assertThat(done)
                .startsWith("[1/6] simclr seed 0 on drawn-digits DC-BC: done, z: DC 91.0 %, BC 61.0 %, DL 12.5 % (");
        assertThat(diverged)
                .startsWith("[2/6] hessian (lambda=0.001) seed 0 on drawn-digits DC-BC: diverged at step 42:"
                        + " The loss is not finite (");
    }
}
