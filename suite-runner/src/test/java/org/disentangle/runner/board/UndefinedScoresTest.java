package org.disentangle.runner.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.junit.jupiter.api.Test;

class UndefinedScoresTest {
    private static final List<PlannedTrial> TRIALS = Fixtures.plan().trials();

    @Test
    void trials_that_lack_a_score_for_the_same_reason_are_counted_together() {
        Undefined single = new Undefined("dci-gbt/disentanglement", "z", "", "there is a single factor");
        Map<String, TrialRecord> records = new LinkedHashMap<>();
        TRIALS.forEach(trial -> records.put(trial.id(), Fixtures.done(trial, List.of(), List.of(single))));

        List<String> sentences = UndefinedScores.of(TRIALS, records);

        long lines = TRIALS.stream()
                .map(trial -> trial.method() + trial.data())
                .distinct()
                .count();
        assertThat(sentences).hasSize((int) lines);
        assertThat(sentences.get(0))
                .startsWith("dci-gbt/disentanglement of z has no value in ")
                .endsWith(": there is a single factor.");
    }

    @Test
    void boards_of_scores_that_are_all_defined_say_nothing() {
        Map<String, TrialRecord> records = new LinkedHashMap<>();
        TRIALS.forEach(trial -> records.put(trial.id(), Fixtures.done(trial, List.of())));

        assertThat(UndefinedScores.of(TRIALS, records)).isEmpty();
        assertThat(UndefinedScores.of(TRIALS, Map.of())).isEmpty();
    }
}
