package org.disentangle.runner.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.disentangle.core.record.Failure;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.board.BoardMaker;
import org.disentangle.runner.board.Golden;
import org.disentangle.runner.board.SeededBoard;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.report.SideBySide.Cell;
import org.disentangle.runner.report.SideBySide.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SideBySideTest {
    private static final int SEEDS = 3;

    /** An experiment whose methods have these scores of z for DC, a bit more with each seed; below 0 the last trial failed. */
    private static SeededBoard board(String name, int steps, Map<String, Double> methods) {
        List<PlannedTrial> trials = new ArrayList<>();
        Map<String, TrialRecord> records = new LinkedHashMap<>();
        methods.forEach((method, score) -> {
            for (int seed = 0; seed < SEEDS; seed++) {
                PlannedTrial trial = trial(method, steps, seed);
                trials.add(trial);
                double half = Math.abs(score) - 0.02 + 0.01 * seed;
                records.put(
                        trial.id(),
                        score < 0 && seed == SEEDS - 1
                                ? Fixtures.failed(
                                        trial,
                                        TrialStatus.FAILED,
                                        new Failure(Failure.Cause.HANG, "training", 1, "No sign of life", Map.of()))
                                : Fixtures.done(trial, Fixtures.scores(half, 0.1, 0.1, half)));
            }
        });
        return BoardMaker.makeWithSeeds(
                new Plan(Plan.SCHEMA, name, "About " + name, "", trials, List.of(), Map.of(), List.of()), records);
    }

    private static PlannedTrial trial(String method, int steps, long seed) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("form", 1);
        spec.put("method", Map.of("name", method, "version", 1, "options", Map.of("temperature", 0.1)));
        spec.put("data", Map.of("name", "pictures", "version", 1, "options", Map.of("variant", "dc-bc")));
        spec.put("encoder", Map.of("name", "conv", "version", 1, "options", Map.of()));
        spec.put("training", Map.of("steps", steps));
        spec.put("scoring", Map.of("metrics", List.of()));
        spec.put("seed", seed);
        spec.put("streams", Map.of());
        spec.put("engine", "libtorch");
        spec.put("precision", "fp32");
        return new PlannedTrial(CanonicalJson.digest(spec), method, Map.of(), "pictures", seed, "", spec);
    }

    private static Map<String, Double> methods(double good, double middle, double bad) {
        Map<String, Double> methods = new LinkedHashMap<>();
        methods.put("one", good);
        methods.put("two", middle);
        methods.put("three", bad);
        return methods;
    }

    private static SideBySide of(SeededBoard... boards) {
        List<String> folders = new ArrayList<>();
        for (int i = 0; i < boards.length; i++) {
            folders.add("results/" + i);
        }
        return SideBySideMaker.make(folders, List.of(boards));
    }

    private static Table table(SideBySide sides, String block, String factor) {
        return sides.tables().stream()
                .filter(table -> table.metric().equals("linear-probe")
                        && table.block().equals(block)
                        && table.factor().equals(factor))
                .findFirst()
                .orElseThrow();
    }

    private static SideBySide three() {
        return of(
                board("first", 4, methods(0.9, 0.6, 0.3)),
                board("second", 5, methods(0.8, 0.7, 0.4)),
                board("third", 6, methods(0.5, 0.7, 0.2)));
    }

    @Test
    void each_experiment_gives_mean_interval_and_rank() {
        Table table = table(three(), "z0", "DC");

        assertThat(table.rows()).extracting(SideBySide.Row::line).containsExactly("one", "two", "three");
        Cell third = table.rows().get(0).cells().get(2);
        assertThat(third.mean()).isCloseTo(0.49, within(1e-12));
        // 0.01 / sqrt(3) x the 0.975 quantile of t with two degrees of freedom, 4.302653
        assertThat(third.interval().orElseThrow().upper()).isCloseTo(0.49 + 0.0248414, within(1e-6));
        assertThat(third.n()).isEqualTo(3);
        assertThat(table.rows()).extracting(row -> row.cells().get(2).rank()).containsExactly(2.0, 1.0, 3.0);
    }

    @Test
    void average_ranks_are_taken_where_three_experiments_have_all_methods() {
        Table table = table(three(), "z", "DC");

        assertThat(table.friedman().orElseThrow().averageRanks())
                .containsEntry("one", 4 / 3.0)
                .containsEntry("two", 5 / 3.0)
                .containsEntry("three", 3.0);
        // q(0.95; 3) = 3.3145 by tables, / sqrt(2) x sqrt(3 x 4 / (6 x 3))
        assertThat(table.nemenyi().orElseThrow().criticalDifference()).isCloseTo(1.9136, within(1e-3));
        assertThat(table.reason()).isEmpty();
    }

    @Test
    void two_experiments_give_no_average_rank_and_say_why() {
        Table table = table(
                of(board("first", 4, methods(0.9, 0.6, 0.3)), board("second", 5, methods(0.8, 0.7, 0.4))), "z", "DC");

        assertThat(table.friedman()).isEmpty();
        assertThat(table.reason()).isEqualTo("it takes 3 experiments");
    }

    @Test
    void a_method_that_an_experiment_lacks_is_said_and_neither_ranked_nor_averaged_over() {
        SideBySide sides = of(
                board("first", 4, methods(0.9, 0.6, 0.3)),
                board("second", 5, Map.of("one", 0.5, "three", 0.6)),
                board("third", 6, methods(0.5, 0.7, 0.2)));
        Table table = table(sides, "z", "DC");

        SideBySide.Row two = table.rows().get(1);
        assertThat(two.cells().get(1).missing()).isEqualTo("not in this experiment");
        assertThat(two.cells()).extracting(Cell::rank).containsOnlyNulls();
        assertThat(table.rows().get(0).cells()).extracting(Cell::rank).containsExactly(1.0, 2.0, 1.0);
        assertThat(table.friedman()).isEmpty();
        assertThat(SideBySideMarkdown.write(sides))
                .contains("not in this experiment", "No average rank: not every method is complete");
    }

    @Test
    void incomplete_cells_are_marked_and_not_ranked() {
        SideBySide sides = of(
                board("first", 4, methods(0.9, 0.6, 0.3)),
                board("second", 5, methods(-0.8, 0.7, 0.4)),
                board("third", 6, methods(0.5, 0.7, 0.2)));
        Table table = table(sides, "z", "DC");

        assertThat(table.rows().get(0).cells().get(1).rank()).isNull();
        assertThat(table.friedman()).isEmpty();
        assertThat(SideBySideMarkdown.write(sides)).contains("n 2 of 3, **incomplete**");
    }

    @Test
    void experiments_that_share_trials_are_not_taken_for_independent() {
        Table table = table(
                of(
                        board("first", 4, methods(0.9, 0.6, 0.3)),
                        board("second", 5, methods(0.8, 0.7, 0.4)),
                        board("again", 4, methods(0.9, 0.6, 0.3))),
                "z",
                "DC");

        assertThat(table.reason()).isEqualTo("experiments share trials, so they are not independent");
    }

    @Test
    void a_difference_is_to_the_first_experiment_and_paired_by_seed() {
        Map<String, Double> later = Map.of("one", 0.7);
        SideBySide sides = of(board("first", 4, Map.of("one", 0.5)), board("second", 5, later));
        List<Cell> cells = table(sides, "z0", "DC").rows().get(0).cells();

        assertThat(cells.get(0).difference()).isEmpty();
        assertThat(cells.get(1).difference()).hasValueSatisfying(paired -> {
            assertThat(paired.seeds()).containsExactly(0L, 1L, 2L);
            assertThat(paired.difference()).isCloseTo(0.2, within(1e-12));
        });
    }

    @Test
    void where_trials_are_the_same_or_a_mean_is_missing_there_is_no_difference_and_the_reason_is_given() {
        SideBySide same = of(board("first", 4, methods(0.9, 0.6, 0.3)), board("again", 4, methods(0.9, 0.6, 0.3)));
        SideBySide lacking = of(board("first", 4, Map.of("one", 0.5)), board("second", 5, methods(0.6, 0.6, 0.5)));

        assertThat(table(same, "z", "DC").rows().get(0).cells().get(1).unpaired())
                .isEqualTo("the same trials");
        assertThat(table(lacking, "z", "DC").rows())
                .filteredOn(row -> row.line().equals("two"))
                .extracting(row -> row.cells().get(1).unpaired())
                .containsExactly("the first experiment has no mean");
    }

    @Test
    void a_count_of_seeds_has_the_interval_of_a_share() {
        SideBySide sides = of(board("first", 4, Map.of("one", 0.9)), board("second", 5, Map.of("one", 0.8)));
        Cell cell = sides.tables().stream()
                .filter(table ->
                        table.metric().equals("diagonal") && table.block().equals("z"))
                .findFirst()
                .orElseThrow()
                .rows()
                .get(0)
                .cells()
                .get(0);

        // Three of three: 0.025 to the power of a third.
        assertThat(cell.mean()).isEqualTo(1);
        assertThat(cell.interval().orElseThrow().lower()).isCloseTo(0.2924, within(1e-4));
        assertThat(cell.interval().orElseThrow().upper()).isEqualTo(1);
    }

    @Test
    void settings_that_differ_are_said_once() {
        SideBySide sides = three();

        assertThat(sides.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.path()).isEqualTo("training.steps");
            assertThat(difference.values()).hasToString("[4, 5, 6]");
        });
    }

    @Test
    void equal_means_share_their_ranks() {
        Table table = table(
                of(board("first", 4, methods(0.5, 0.5, 0.3)), board("second", 5, methods(0.8, 0.7, 0.4))), "z", "DC");

        assertThat(table.rows()).extracting(row -> row.cells().get(0).rank()).containsExactly(1.5, 1.5, 3.0);
    }

    @Test
    void experiments_without_a_common_cell_say_so() {
        SideBySide sides = SideBySideMaker.make(
                List.of("a", "b"),
                List.of(
                        board("first", 4, methods(0.5, 0.5, 0.3)),
                        BoardMaker.makeWithSeeds(
                                new Plan(Plan.SCHEMA, "b", "b", "", List.of(), List.of(), Map.of(), List.of()),
                                Map.of())));

        assertThat(SideBySideMarkdown.write(sides)).contains("nothing to lay side by side");
        assertThat(SideBySideCsv.write(sides)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "tr-TR", "ar-EG-u-nu-arab"})
    void reports_are_the_same_bytes_in_every_locale(String tag) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));
            SideBySide sides = three();
            Golden.check("side-by-side.md", SideBySideMarkdown.write(sides));
            assertThat(SideBySideCsv.write(sides))
                    .startsWith(
                            "dataset,metric,block,factor,line,experiment,folder,n,planned,mean,lower,upper,rank,missing,paired_seeds,difference,difference_lower,difference_upper,unpaired\n"
                                    + "pictures,linear-probe,r,DC,one,first,results/0,3,3,0.9,");
            assertThat(SideBySideJson.write(sides)).contains("\"average_rank\": 1.333");
        } finally {
            Locale.setDefault(before);
        }
    }
}
