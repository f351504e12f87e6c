package org.disentangle.runner.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.metric.Score;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.BoardMaker;
import org.disentangle.runner.board.BoardMarkdown;
import org.disentangle.runner.board.BoardPlans;
import org.disentangle.runner.board.BoardView;
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
        "gap z/DC > -40 %, true",
        "gap z/DC > −40 %, true",
        "gap z/DC < −0.1, false",
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

    /** A line of two settings, of which tables show what tells it from the method's other lines on the data set. */
    private static PlannedTrial trial(String data, double lambda, int steps) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("lambda", lambda);
        settings.put("training.steps", steps);
        PlannedTrial trial = BoardPlans.trial("hessian", settings, 0);
        return new PlannedTrial(trial.id() + data, "hessian", settings, data, 0, "", trial.spec());
    }

    private static Board board(PlannedTrial... trials) {
        Map<String, TrialRecord> records = new LinkedHashMap<>();
        for (PlannedTrial trial : trials) {
            records.put(trial.id(), Fixtures.done(trial, Fixtures.scores(0.9, 0.1, 0.1, 0.9)));
        }
        return BoardMaker.make(
                new Plan(Plan.SCHEMA, "x", "x", "", List.of(trials), List.of(), Map.of(), List.of()), records);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hessian (lambda=0.1)", "hessian (lambda=0.1, training.steps=4)"})
    void a_line_is_called_as_tables_call_it_or_by_all_of_its_settings(String name) {
        Board board = board(trial("a", 0.1, 4), trial("a", 0.5, 4), trial("b", 0.1, 4), trial("b", 0.5, 4));
        assertThat(BoardMarkdown.write(board)).contains("| hessian (lambda=0.1) ");

        Gate gate = new GateReader(board).read(name + " z/DC < 0.1");

        assertThat(gate.lines()).extracting(Board.Line::dataset).containsExactly("a", "b");
        assertThat(gate.lines()).allSatisfy(line -> assertThat(BoardView.label(line))
                .isEqualTo("hessian (lambda=0.1, training.steps=4)"));
    }

    @Test
    void a_name_that_stands_for_different_settings_on_two_data_sets_is_refused_with_both() {
        Board board = board(trial("a", 0.1, 4), trial("a", 0.5, 4), trial("b", 0.1, 8), trial("b", 0.5, 8));
        GateReader reader = new GateReader(board);

        assertThatThrownBy(() -> reader.read("hessian (lambda=0.1) z/DC < 0.1"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'hessian (lambda=0.1, training.steps=4)' (on a)")
                .hasMessageContaining("'hessian (lambda=0.1, training.steps=8)' (on b)");
        assertThat(reader.read("hessian (lambda=0.1, training.steps=8) z/DC < 0.1")
                        .lines())
                .extracting(Board.Line::dataset)
                .containsExactly("b");
    }

    @Test
    void all_settings_of_one_line_are_never_taken_for_the_short_name_of_another() {
        PlannedTrial shorter = new PlannedTrial(
                "c".repeat(64),
                "hessian",
                Map.of("lambda", 0.1),
                "c",
                0,
                "",
                BoardPlans.PLAN.trials().get(0).spec());
        Board board = board(trial("a", 0.1, 4), trial("a", 0.5, 4), shorter);

        assertThat(new GateReader(board).read("hessian (lambda=0.1) z/DC < 0.1").lines())
                .extracting(Board.Line::dataset)
                .containsExactly("c");
    }

    @Test
    void what_an_error_says_can_be_written_works() {
        GateReader reader =
                new GateReader(board(trial("a", 0.1, 4), trial("a", 0.5, 4), trial("b", 0.1, 8), trial("b", 0.5, 8)));

        for (String wrong : List.of("hessian (lambda=7) z/DC < 1", "nothing at all", "no z/DC < 1")) {
            String said = catchThrowable(() -> reader.read(wrong)).getMessage();
            String example = said.substring(said.lastIndexOf("such as '") + 9, said.lastIndexOf('\''));

            assertThat(reader.read(example).lines()).hasSize(1);
        }
        assertThatThrownBy(() -> reader.read("hessian (lambda=7) z/DC < 1"))
                .hasMessageContaining("It has: hessian (lambda=0.1, training.steps=4), hessian (lambda=0.5, ");
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
