package org.disentangle.runner.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.disentangle.core.record.Failure;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.junit.jupiter.api.Test;

class PluginLinesTest {
    private static final List<PlannedTrial> TRIALS = BoardPlans.PLAN.trials();

    private static TrialRecord done(int trial, String digit) {
        return with(Fixtures.done(TRIALS.get(trial), Fixtures.scores(0.5, 0.25, 0.5, 0.25)), digit);
    }

    private static TrialRecord diverged(int trial, String digit) {
        Failure failure = new Failure(Failure.Cause.NOT_FINITE, "training", 0, "The loss is not finite", Map.of());
        return with(Fixtures.failed(TRIALS.get(trial), TrialStatus.DIVERGED, failure), digit);
    }

    /** The record as if made with a jar whose digest is that digit over and over. */
    private static TrialRecord with(TrialRecord record, String digit) {
        return Fixtures.with(
                record,
                record.data(),
                List.of(new TrialRecord.Plugin("mine.jar", "1", digit.repeat(64), List.of("method mine"))));
    }

    @Test
    void several_contents_of_a_jar_are_a_warning_if_means_mix_them() {
        assertThat(PluginLines.of(List.of(done(0, "a"), done(1, "b"))))
                .hasSize(2)
                .last()
                .isEqualTo("The trials were made with 2 different contents of mine.jar; their means mix them.");
    }

    @Test
    void trials_that_are_in_no_mean_mix_nothing_yet_their_jar_is_named() {
        assertThat(PluginLines.of(List.of(done(0, "a"), diverged(1, "b"))))
                .containsExactly("Made with plug-ins: mine.jar 1 sha256 " + "a".repeat(12) + "; mine.jar 1 sha256 "
                        + "b".repeat(12) + ".");
    }
}
