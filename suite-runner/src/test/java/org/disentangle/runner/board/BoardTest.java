package org.disentangle.runner.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.disentangle.core.metric.Score;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoardTest {
    private static final Plan PLAN = BoardPlans.PLAN;

    private static void put(Map<String, TrialRecord> records, TrialRecord record) {
        records.put(record.id(), record);
    }

    private static Board.Row row(
            Board board, String method, String setting, String metric, String block, String factor) {
        return board.rows().stream()
                .filter(row -> row.method().equals(method)
                        && row.settings().toString().contains(setting)
                        && row.metric().equals(metric)
                        && row.block().equals(block)
                        && row.factor().equals(factor))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void means_and_deviations_are_those_of_the_seeds_that_are_done() {
        Board board = BoardMaker.make(PLAN, BoardPlans.records());

        Board.Row gap = row(board, "hessian", "0.001", "gap", "z", "DC");

        assertThat(gap.n()).isEqualTo(2);
        assertThat(gap.planned()).isEqualTo(2);
        assertThat(gap.mean()).isCloseTo((0.6 + 0.2) / 2, within(1e-12));
        assertThat(gap.sd()).isCloseTo(Math.sqrt(0.08), within(1e-12));
        assertThat(gap.populationVariance()).isCloseTo(0.04, within(1e-12));
        assertThat(gap.trialIds())
                .containsExactly(PLAN.trials().get(1).id(), PLAN.trials().get(4).id());
    }

    @Test
    void one_seed_has_no_deviation_and_a_missing_one_is_counted() {
        Board.Row row = row(BoardMaker.make(PLAN, BoardPlans.records()), "simclr", "{}", "linear-probe", "z0", "DC");

        assertThat(row.n()).isEqualTo(1);
        assertThat(row.planned()).isEqualTo(2);
        assertThat(row.sd()).isNull();
        assertThat(row.populationVariance()).isNull();
    }

    @Test
    void halves_are_matched_over_seeds_before_they_are_averaged() {
        Board board = BoardMaker.make(PLAN, BoardPlans.records());

        // Seed 0 has DC in its first half, seed 1 in its second.
        assertThat(row(board, "hessian", "0.001", "linear-probe", "z0", "DC").mean())
                .isCloseTo((0.9 + 0.7) / 2, within(1e-12));
        assertThat(row(board, "hessian", "0.001", "linear-probe", "z1", "BC").mean())
                .isCloseTo((0.8 + 0.6) / 2, within(1e-12));
        assertThat(board.lines().get(1).swapped()).isEqualTo(Map.of("r", 1, "z", 1));
    }

    @Test
    void published_halves_are_matched_too_and_stand_beside_ours() {
        Board.Row row = row(BoardMaker.make(PLAN, BoardPlans.records()), "hessian", "0.1", "linear-probe", "z0", "DC");

        assertThat(row.published()).isNotNull();
        assertThat(row.published().n()).isEqualTo(2);
        assertThat(row.published().mean()).isCloseTo(0.85, within(1e-12));
        assertThat(row.published().populationVariance()).isCloseTo(0.0025, within(1e-12));
        assertThat(row.difference()).isCloseTo(0.8 - 0.85, within(1e-12));
    }

    @Test
    void published_numbers_of_other_settings_do_not_count() {
        Board.Row row =
                row(BoardMaker.make(PLAN, BoardPlans.records()), "hessian", "0.001", "linear-probe", "z0", "DC");

        assertThat(row.published()).isNull();
        assertThat(row.difference()).isNull();
    }

    @Test
    void what_is_in_no_mean_is_counted_and_listed() {
        Map<String, TrialRecord> records = BoardPlans.records();
        records.remove(PLAN.trials().get(0).id());

        Board board = BoardMaker.make(PLAN, records);

        assertThat(board.counts()).isEqualTo(new Board.Counts(6, 3, 1, 1, 1));
        assertThat(board.troubles())
                .extracting(Board.Trouble::status, Board.Trouble::cause, Board.Trouble::step)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("missing", "", -1L),
                        org.assertj.core.groups.Tuple.tuple("failed", "hang", 120L),
                        org.assertj.core.groups.Tuple.tuple("diverged", "not-finite", 42L));
    }

    @Test
    void records_of_other_trials_are_ignored() {
        Map<String, TrialRecord> records = BoardPlans.records();
        PlannedTrial stranger = BoardPlans.trial("simclr", Map.of(), 9);
        put(records, Fixtures.done(stranger, Fixtures.scores(1, 1, 1, 1)));

        assertThat(BoardJson.write(BoardMaker.make(PLAN, records)))
                .isEqualTo(BoardJson.write(BoardMaker.make(PLAN, BoardPlans.records())));
    }

    @Test
    void the_order_in_which_records_came_leaves_no_trace() {
        List<TrialRecord> backwards = new ArrayList<>(BoardPlans.records().values());
        java.util.Collections.reverse(backwards);
        Map<String, TrialRecord> records = new LinkedHashMap<>();
        backwards.forEach(record -> put(records, record));

        assertThat(BoardJson.write(BoardMaker.make(PLAN, records)))
                .isEqualTo(BoardJson.write(BoardMaker.make(PLAN, BoardPlans.records())));
    }

    @Test
    void fits_that_did_not_converge_are_marked() {
        PlannedTrial trial = PLAN.trials().get(0);
        List<Score> scores = new ArrayList<>(Fixtures.scores(0.5, 0.25, 0.5, 0.25));
        scores.set(0, new Score("linear-probe", "r", "DC", 0.5, 32, Map.of("chance", 0.1, "converged", 0.0)));
        Map<String, TrialRecord> records = BoardPlans.records();
        put(records, Fixtures.done(trial, scores));

        Board board = BoardMaker.make(PLAN, records);

        assertThat(row(board, "simclr", "{}", "linear-probe", "r", "DC").unconverged())
                .isEqualTo(1);
        assertThat(board.warnings()).singleElement().asString().startsWith("1 scores come from fits");
        assertThat(BoardMarkdown.write(board)).contains("50.0 *");
    }

    @Test
    void trials_that_saw_other_data_are_pointed_out() {
        Map<String, TrialRecord> records = BoardPlans.records();
        TrialRecord record = records.get(PLAN.trials().get(0).id());
        TrialRecord.Data data = record.data();
        put(
                records,
                Fixtures.with(
                        record,
                        new TrialRecord.Data(
                                "0".repeat(64),
                                data.factors(),
                                data.continuousFactors(),
                                data.sharedFactors(),
                                data.trainGroups(),
                                data.testGroups()),
                        record.plugins()));

        assertThat(BoardMaker.make(PLAN, records).warnings())
                .singleElement()
                .asString()
                .contains("2 different contents");
    }

    @Test
    void a_board_without_records_can_be_written() {
        Board board = BoardMaker.make(PLAN, Map.of());

        assertThat(BoardMarkdown.write(board)).contains("**0 of 6 trials are done, 6 not run yet.**");
        assertThat(BoardCsv.write(board).lines()).hasSize(1);
        JsonReader.read("board.json", BoardJson.write(board));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "tr-TR", "ar-EG-u-nu-arab", "ru-RU", "de-DE", "hi-IN-u-nu-deva"})
    void boards_are_the_same_bytes_in_every_locale(String tag) {
        Locale before = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            Board board = BoardMaker.make(PLAN, BoardPlans.records());

            Golden.check("board.md", BoardMarkdown.write(board));
            Golden.check("board.csv", BoardCsv.write(board));
            Golden.check("board.json", BoardJson.write(board));
            Golden.check("board.tex", BoardLatex.write(BoardMaker.makeWithSeeds(PLAN, BoardPlans.records())));
        } finally {
            Locale.setDefault(before);
            TimeZone.setDefault(zone);
        }
    }
}
