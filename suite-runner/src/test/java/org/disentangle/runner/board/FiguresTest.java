package org.disentangle.runner.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.disentangle.core.metric.Score;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.page.PageMaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresTest {
    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "tr-TR", "ar-EG-u-nu-arab"})
    void people_get_a_minus_sign_and_programs_a_hyphen_in_every_locale(String tag) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));

            assertThat(Figures.value("linear-r2", -0.0114)).isEqualTo("−0.011");
            assertThat(Figures.value("gap", -0.5)).isEqualTo("−50.0");
            assertThat(Figures.signed("linear-r2", -0.0114)).isEqualTo("−0.011");
            assertThat(Figures.signed("gap", 0.5)).isEqualTo("+50.0");
            assertThat(Figures.decimal(-0.0114, 3)).isEqualTo("-0.011");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void what_rounds_to_nothing_has_no_sign_that_says_otherwise() {
        assertThat(Figures.value("linear-r2", -0.0001)).isEqualTo("0.000");
        assertThat(Figures.signed("linear-r2", -0.0001)).isEqualTo("+0.000");
    }

    @Test
    void forms_for_people_have_minus_signs_alone_and_forms_for_programs_hyphens_alone() {
        PlannedTrial trial = BoardPlans.trial("simclr", Map.of(), 0);
        Plan plan = new Plan(Plan.SCHEMA, "x", "x", "", List.of(trial), List.of(), Map.of(), List.of());
        Map<String, TrialRecord> records = Map.of(
                trial.id(), Fixtures.done(trial, List.of(new Score("linear-r2", "z", "position", -0.25, 9, Map.of()))));
        Board board = BoardMaker.make(plan, records);

        assertThat(BoardMarkdown.write(board)).contains("−0.250").doesNotContain("-0.25");
        assertThat(PageMaker.write(plan, records, id -> List.of()))
                .contains("−0.250")
                .doesNotContain("-0.25");
        assertThat(BoardCsv.write(board)).contains(",-0.25,").doesNotContain("−");
        assertThat(BoardJson.write(board)).contains(": -0.25,").doesNotContain("−");
    }
}
