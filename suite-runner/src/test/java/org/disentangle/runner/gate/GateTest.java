package org.disentangle.runner.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.metric.Score;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.BoardMaker;
import org.disentangle.runner.board.BoardPlans;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    /** hessian (lambda=0.001) is complete with z/DC 0.81; the others lack a trial. */
    private static final Board BOARD = BoardMaker.make(BoardPlans.PLAN, BoardPlans.records());

    private static final String COMPLETE = "hessian (lambda=0.001) ";

    private static Verdict verdict(String text) {
        return Verdict.of(new GateReader(BOARD).read(text), BOARD);
    }

    @ParameterizedTest
    @CsvSource({
        "z/DC < 0.82, true",
        "z/DC < 0.8, false",
        "z/DC<82%, true",
        "z/DC < 82 %, true",
        "z/DC > 0.5, true",
        "z/DC > 0.9, false",
        "linear-probe z/DC > 9e-1, false",
        "gap z/DC <= 0.4, true",
        "gap z/DC < 0.4, false",
        "gap z/DC >= 40 %, true",
        "gap z/DC > 40 %, false",
        "diagonal z < 1, false",
        "diagonal z/ <= 1, true"
    })
    void a_gate_fails_if_the_mean_meets_its_condition(String condition, boolean fails) {
        assertThat(verdict(COMPLETE + condition).fails()).isEqualTo(fails);
    }

    @Test
    void the_reason_names_cell_mean_and_threshold() {
        assertThat(verdict(COMPLETE + "gap z/DC >= 40 %").reasons())
                .containsExactly(
                        "hessian (lambda=0.001) on pictures DC-BC: gap of z for DC is 0.4 (mean of 2), which is >= 0.4");
    }

    @Test
    void incomplete_and_missing_cells_fail_whatever_their_mean() {
        assertThat(verdict("simclr r/DC < 0").reasons())
                .containsExactly(
                        "simclr on pictures DC-BC: linear-probe of r for DC is 0.51 (mean of 1), but only 1 of 2"
                                + " trials have this score");
        Board empty = BoardMaker.make(BoardPlans.PLAN, Map.of());
        assertThat(Verdict.of(new GateReader(empty).read("simclr r/DC < 0"), empty)
                        .reasons())
                .containsExactly(
                        "simclr on pictures DC-BC: linear-probe of r for DC is missing; trials: 0 of 2, 2 not run yet");
    }

    @Test
    void a_method_without_settings_is_all_of_its_lines() {
        assertThat(verdict("hessian z/DC < 0.9").reasons())
                .hasSize(2)
                .anyMatch(reason -> reason.startsWith("hessian (lambda=0.001)"))
                .anyMatch(reason -> reason.startsWith("hessian (lambda=0.1)"));
    }

    @ParameterizedTest
    @CsvSource({
        "simcrl r/DC < 0.9, no method 'simcrl'; did you mean 'simclr'?",
        "hessian (lamda=0.1) r/DC < 0.9, no settings of hessian 'hessian (lamda=0.1)'; did you mean 'hessian (lambda=0.1)'?",
        "simclr linear-prob r/DC < 0.9, no metric 'linear-prob'; did you mean 'linear-probe'?",
        "simclr q/DC < 0.9, no block 'q'; did you mean 'r'?",
        "simclr r/CD < 0.9, no factor 'CD'; did you mean",
        "simclr r/DC < 95, '95 is beyond 100 %. Scores are fractions: write 0.95 or 95 %.'"
    })
    void names_that_the_board_has_not_are_refused_with_the_nearest(String text, String said) {
        assertThatThrownBy(() -> verdict(text)).isInstanceOf(UserError.class).hasMessageContaining(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "simclr",
                "simclr r/DC",
                "simclr r/DC < ",
                "simclr r/DC = 0.9",
                "simclr r/DC < NaN",
                "< 0.9",
                "simclr r/DC < 0.9 or so",
                "simclr r/DC < 0,9",
                "simclr r/DC < ٩"
            })
    void what_is_no_condition_is_refused_with_the_form(String text) {
        assertThatThrownBy(() -> verdict(text)).isInstanceOf(UserError.class).hasMessageContaining("OP NUMBER");
    }

    @ParameterizedTest
    @CsvSource({
        "style/style1/DC, style/style1, DC",
        "style/style1, style, style1",
        "style, style, ''",
        "style/, style, ''"
    })
    void which_slash_parts_block_and_factor_is_what_the_board_has(String place, String block, String factor) {
        PlannedTrial trial = BoardPlans.trial("simclr", Map.of(), 0);
        Board board = BoardMaker.make(
                new Plan(Plan.SCHEMA, "x", "x", "", List.of(trial), List.of(), Map.of(), List.of()),
                Map.of(
                        trial.id(),
                        Fixtures.done(
                                trial,
                                List.of(
                                        new Score("linear-probe", "style/style1", "DC", 0.5, 9, Map.of()),
                                        new Score("linear-probe", "style", "style1", 0.5, 9, Map.of()),
                                        new Score("diagonal", "style", "", 0.5, 9, Map.of())))));

        Gate gate = new GateReader(board).read("simclr " + place + " < 0.1");

        assertThat(gate.block()).isEqualTo(block);
        assertThat(gate.factor()).isEqualTo(factor);
    }

    @Test
    void names_with_spaces_and_signs_are_found() {
        String method = "a <b> 'c' > d";
        PlannedTrial trial = BoardPlans.trial(method, Map.of("widths", List.of(8, 16)), 0);
        Board board = BoardMaker.make(
                new Plan(Plan.SCHEMA, "x", "x", "", List.of(trial), List.of(), Map.of(), List.of()),
                Map.of(trial.id(), Fixtures.done(trial, Fixtures.scores(0.9, 0.1, 0.1, 0.9))));

        Gate gate = new GateReader(board).read(method + " (widths=[8,16]) gap z/DC < 0.9");

        assertThat(gate.lines()).hasSize(1);
        assertThat(Verdict.of(gate, board).fails()).isTrue();
    }
}
