package org.disentangle.runner.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.junit.jupiter.api.Test;

/** A trial on a GPU whose scores came out otherwise. */
class RerunTest {
    private static final Map<String, String> THERE = Map.of("device", "cuda:0", "processor", "there");

    private final PlannedTrial trial = Fixtures.plan().trials().get(0);

    private VerificationReport.Finding compared(Map<String, String> then, Map<String, String> now) {
        TrialRecord first = Fixtures.in(Fixtures.done(trial, Fixtures.scores(0.5, 0.2, 0.3, 0.6)), then);
        TrialRecord second = Fixtures.in(Fixtures.done(trial, Fixtures.scores(0.5, 0.2, 0.3, 0.7)), now);
        Ledger ledger = new Ledger();
        Rerun.compare("trials/a", first, second, ledger);
        assertThat(ledger.report().findings()).hasSize(1);
        return ledger.report().findings().get(0);
    }

    @Test
    void another_processor_of_the_host_may_be_why_although_the_device_is_the_same() {
        VerificationReport.Finding found = compared(THERE, Map.of("device", "cuda:0", "processor", "here"));
        assertThat(found.kind()).isEqualTo(VerificationReport.Kind.UNPROVEN);
        assertThat(found.text()).contains("processor there, now here");
    }

    @Test
    void the_same_processor_is_no_excuse_and_neither_is_one_that_the_record_does_not_name() {
        assertThat(compared(THERE, THERE).kind()).isEqualTo(VerificationReport.Kind.WRONG);
        assertThat(compared(Map.of("device", "cuda:0"), THERE).kind()).isEqualTo(VerificationReport.Kind.WRONG);
    }

    @Test
    void a_record_of_before_is_held_to_the_processor_that_trained() {
        Map<String, String> before = Map.of("engine.processor", "there");
        assertThat(compared(before, Map.of("engine.processor", "there", "processor", "there"))
                        .kind())
                .isEqualTo(VerificationReport.Kind.WRONG);
    }
}
