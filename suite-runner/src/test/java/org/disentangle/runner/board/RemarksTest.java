package org.disentangle.runner.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.disentangle.core.metric.Score;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.experiment.PublishedSource;
import org.junit.jupiter.api.Test;

class RemarksTest {
    private static final List<Score> DIAGONAL = Fixtures.scores(0.9, 0.2, 0.3, 0.8);
    private static final List<Score> ONE_HALF_HAS_ALL = Fixtures.scores(0.5, 0.6, 0.2, 0.3);

    private final List<PublishedSource.Value> published = new ArrayList<>();
    private final Map<String, IntFunction<List<Score>>> methods = new LinkedHashMap<>();

    private List<String> remarks(int seeds) {
        List<PlannedTrial> trials = new ArrayList<>();
        Map<String, TrialRecord> records = new LinkedHashMap<>();
        for (int seed = 0; seed < seeds; seed++) {
            for (Map.Entry<String, IntFunction<List<Score>>> method : methods.entrySet()) {
                PlannedTrial trial = BoardPlans.trial(method.getKey(), Map.of(), seed);
                trials.add(trial);
                records.put(trial.id(), Fixtures.done(trial, method.getValue().apply(seed)));
            }
        }
        Plan plan = new Plan(
                Plan.SCHEMA,
                "remarks",
                "Remarks",
                "",
                trials,
                List.of(new PublishedSource("key", "Somebody, somewhere", "Table 1", published)),
                Map.of(),
                List.of());
        Board board = BoardMaker.make(plan, records);
        BoardView view = new BoardView(board);
        return Remarks.of(view, Ranking.of(view, board.datasets().get(0)).get(0));
    }

    private void gap(String method, double gap) {
        for (String factor : List.of("DC", "BC")) {
            published.add(new PublishedSource.Value(method, Map.of(), Map.of(), "gap", "z", factor, List.of(gap)));
        }
    }

    @Test
    void too_few_seeds_cannot_show_a_division_and_the_remark_says_how_many_could() {
        methods.put("hessian", seed -> DIAGONAL);

        assertThat(remarks(5))
                .singleElement()
                .asString()
                .contains(
                        "No method is shown to divide",
                        "5 seeds could not show it",
                        "at least 6 seeds, all of them diagonal (exact 95 % interval).",
                        "diagonal: hessian (5 of 5).");
        assertThat(remarks(6))
                .singleElement()
                .asString()
                .contains("Shown to divide", "(exact 95 % interval): hessian (6 of 6), and no other.");
    }

    @Test
    void looking_at_more_methods_takes_more_seeds() {
        methods.put("hessian", seed -> DIAGONAL);
        methods.put("ortho", seed -> ONE_HALF_HAS_ALL);

        assertThat(remarks(6))
                .singleElement()
                .asString()
                .contains("No method is shown", "exact intervals, 95 % for all 2 methods together", "at least 7 seeds");
        assertThat(remarks(7))
                .singleElement()
                .asString()
                .contains("Shown to divide", "hessian (7 of 7)")
                .doesNotContain("ortho");
    }

    @Test
    void seeds_that_divide_as_often_as_noise_does_show_nothing_however_many_they_are() {
        methods.put("hessian", seed -> seed % 2 == 0 ? DIAGONAL : ONE_HALF_HAS_ALL);

        assertThat(remarks(20))
                .singleElement()
                .asString()
                .contains("No method is shown", "in more seeds than noise would")
                .doesNotContain("could not show");
    }

    @Test
    void methods_that_know_no_more_than_an_untrained_encoder_are_named() {
        methods.put("random", seed -> Fixtures.scores(0.2, 0.2, 0.15, 0.15));
        methods.put("infomin", seed -> Fixtures.scores(0.12, 0.1, 0.1, 0.12));
        methods.put("simclr", seed -> Fixtures.scores(0.9, 0.1, 0.8, 0.12));

        assertThat(remarks(3))
                .last()
                .asString()
                .startsWith("Not above the untrained encoder (random) at any of these factors, in the mean: infomin.")
                .doesNotContain("simclr");
    }

    @Test
    void pairs_in_the_published_order_are_counted_over_all_and_over_those_that_differ_here() {
        methods.put("first", seed -> Fixtures.scores(0.9, 0.1, 0.1, 0.8 + 0.01 * seed));
        methods.put("second", seed -> Fixtures.scores(0.7 - 0.02 * (seed % 2), 0.1, 0.1, 0.6));
        methods.put("third", seed -> Fixtures.scores(0.1 + 0.9 * (seed % 2), 0.1 + 0.9 * (seed % 2), 0.1, 0.1));
        methods.put("unpublished", seed -> DIAGONAL);
        gap("first", 0.5);
        gap("second", 0.2);
        gap("third", 0.3);

        assertThat(remarks(6))
                .last()
                .asString()
                .isEqualTo(
                        "In the means 2 of 3 pairs of methods stand in the published order of the mean gap over DC and BC; of the 1 pair that is shown to differ here, 1 does.");
    }

    @Test
    void fewer_than_three_published_methods_have_no_order() {
        methods.put("first", seed -> DIAGONAL);
        methods.put("second", seed -> ONE_HALF_HAS_ALL);
        gap("first", 0.5);
        gap("second", 0.2);

        assertThat(remarks(3)).noneMatch(remark -> remark.contains("published"));
    }
}
