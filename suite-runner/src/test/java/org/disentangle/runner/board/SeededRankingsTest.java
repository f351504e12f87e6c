package org.disentangle.runner.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.metric.Score;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.ranking.RankingStatistics;
import org.disentangle.runner.ranking.RankingStatistics.Place;
import org.junit.jupiter.api.Test;

class SeededRankingsTest {
    /** Two methods of three seeds; the halves of the first one's second seed are swapped. */
    private static final double[][][] HALVES = {
        {{0.9, 0.2, 0.3, 0.8}, {0.2, 0.9, 0.8, 0.3}, {0.92, 0.2, 0.3, 0.8}},
        {{0.5, 0.4, 0.45, 0.5}, {0.5, 0.4, 0.46, 0.5}, {0.5, 0.4, 0.45, 0.52}}
    };

    private final List<PlannedTrial> trials = new ArrayList<>();
    private final Map<String, TrialRecord> records = new LinkedHashMap<>();

    private RankingStatistics statistics(String... methods) {
        for (int method = 0; method < methods.length; method++) {
            for (int seed = 0; seed < 3; seed++) {
                PlannedTrial trial = BoardPlans.trial(methods[method], Map.of(), 10 + seed);
                trials.add(trial);
                double[] halves = HALVES[method][seed];
                records.putIfAbsent(
                        trial.id(), Fixtures.done(trial, Fixtures.scores(halves[0], halves[1], halves[2], halves[3])));
            }
        }
        return board().rankings().get(0);
    }

    private Board board() {
        return BoardMaker.make(
                new Plan(Plan.SCHEMA, "small", "Small", "", trials, List.of(), Map.of(), List.of()), records);
    }

    @Test
    void the_number_ranked_is_per_seed_the_mean_gap_over_the_factors_that_a_pair_shares() {
        RankingStatistics statistics = statistics("good", "bad");

        assertThat(statistics.metric()).isEqualTo("gap");
        assertThat(statistics.factors()).containsExactly("DC", "BC");
        assertThat(statistics.seeds()).containsExactly(10L, 11L, 12L);
        assertThat(statistics.places()).extracting(Place::method).containsExactly("good", "bad");
        // Per seed (0.6 + 0.6) / 2, 0.6 and (0.62 + 0.6) / 2, against 0.075, 0.07 and 0.085.
        assertThat(statistics.places().get(0).mean()).isCloseTo(1.81 / 3, within(1e-12));
        assertThat(statistics.pairs().get(0).difference()).isCloseTo((1.81 - 0.23) / 3, within(1e-12));
        assertThat(statistics.places()).extracting(Place::rank).containsExactly(1, 2);
    }

    @Test
    void a_trial_without_a_score_for_one_of_the_factors_has_no_number_to_be_ranked_by() {
        PlannedTrial trial = BoardPlans.trial("good", Map.of(), 10);
        List<Score> scores = new ArrayList<>(Fixtures.scores(0.9, 0.2, 0.3, 0.8));
        scores.removeIf(score -> score.metric().equals("gap") && score.factor().equals("BC"));
        records.put(trial.id(), Fixtures.done(trial, scores));

        Place good = statistics("good", "bad").places().get(0);

        assertThat(good.n()).isEqualTo(2);
        assertThat(good.rank()).isNull();
        assertThat(good.reason()).isEqualTo("Incomplete: 2 of 3 seeds have the gap that is ranked.");
    }

    @Test
    void places_are_the_lines_of_the_ranking_in_its_order() {
        statistics("good", "bad");
        BoardView view = new BoardView(board());
        Ranking ranking = Ranking.of(view, board().datasets().get(0)).get(0);

        assertThat(view.statistics(ranking).places())
                .extracting(Place::method)
                .containsExactlyElementsOf(
                        ranking.lines().stream().map(Board.Line::method).toList());
    }

    @Test
    void a_board_says_in_words_who_is_better_and_how_sure_that_is() {
        statistics("good|\n<b>", "bad");

        assertThat(BoardMarkdown.write(board()))
                .contains(
                        "has a larger gap than bad.",
                        "a paired t test, at the 5 % level on the 3 seeds",
                        "| 1 (1 to 1) |");
    }
}
