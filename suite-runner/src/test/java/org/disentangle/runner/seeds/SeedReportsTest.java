package org.disentangle.runner.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.disentangle.core.metric.Score;
import org.disentangle.core.record.Failure;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.json.JsonText;
import org.junit.jupiter.api.Test;

class SeedReportsTest {
    private static final Plan PLAN = Fixtures.plan("""
            name: study
            title: "Seeds | <b> of two methods"
            data: {name: drawn-digits, train_pairs: 64, test_pairs: 32}
            methods: [hessian, ortho-perm, random]
            seeds: [0, 1, 2, 3]
            vary: [init, order, permutation]
            encoder: {name: conv, widths: [8, 16]}
            training: {steps: 4, batch: 16}
            """);

    /** The gap is made by these; halves lean as they should, so that matching leaves them. */
    private static List<Score> scores(double gap) {
        return Fixtures.scores(0.5 + gap, 0.2, 0.5, 0.3);
    }

    private static Map<String, TrialRecord> records(ToDoubleFunction<PlannedTrial> gap) {
        Map<String, TrialRecord> records = new LinkedHashMap<>();
        PLAN.trials().forEach(trial -> records.put(trial.id(), Fixtures.done(trial, scores(gap.applyAsDouble(trial)))));
        return records;
    }

    /** When all varies 0, 0.1, 0.2, 0.3; by initialisation half of that; by the order of samples nothing; by the permutation 0.1 and 0. */
    private static double gap(PlannedTrial trial) {
        return switch (trial.varied()) {
            case "" -> 0.1 * trial.seed();
            case "init" -> 0.05 * trial.seed();
            case "permutation" -> 0.1 * (trial.seed() % 2);
            default -> 0.25;
        };
    }

    private static SeedReport.Cell cell(SeedReport report, int line, String metric, String block, String factor) {
        return report.lines().get(line).cells().stream()
                .filter(cell -> cell.metric().equals(metric)
                        && cell.block().equals(block)
                        && cell.factor().equals(factor))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_study_has_a_trial_per_stream_and_seed_for_what_the_method_draws_from_and_holds_another_seed() {
        assertThat(PLAN.withoutStudy().trials()).hasSize(12);
        assertThat(PLAN.trials()).hasSize(12 + 4 * 3 + 4 * 2 + 4);
        assertThat(PLAN.study("permutation").trials())
                .extracting(PlannedTrial::method)
                .containsOnly("ortho-perm");
        assertThat(PLAN.trials())
                .filteredOn(trial -> trial.varied().equals("order"))
                .allSatisfy(trial -> assertThat(trial.spec())
                        .containsEntry("seed", 1000L)
                        .containsEntry("streams", Map.of("order", trial.seed())));
    }

    @Test
    void each_stream_has_the_variance_of_its_own_trials_and_its_share_of_the_whole() {
        SeedReport report = SeedReports.of(PLAN, records(SeedReportsTest::gap), Map.of());

        SeedReport.Cell hessian = cell(report, 0, "gap", "z", "DC");
        assertThat(hessian.variance()).isCloseTo(0.05 / 3, within(1e-12));
        assertThat(hessian.parts()).extracting(SeedReport.Part::stream).containsExactly("init", "order");
        assertThat(hessian.parts().get(0).share()).isCloseTo(0.25, within(1e-9));
        assertThat(hessian.parts().get(1).share()).isCloseTo(0, within(1e-9));
        assertThat(hessian.together()).isCloseTo(0.75, within(1e-9));
        // F with 3 and 3 degrees of freedom at 0.975 is 15.43918.
        assertThat(hessian.parts().get(0).shareUpper()).isCloseTo(0.25 * 15.43918, within(1e-4));

        SeedReport.Cell permuted = cell(report, 1, "gap", "z", "DC");
        assertThat(permuted.parts())
                .extracting(SeedReport.Part::stream)
                .containsExactly("init", "order", "permutation");
        assertThat(permuted.parts().get(2).variance()).isCloseTo(0.01 / 3, within(1e-12));
        assertThat(cell(report, 2, "gap", "z", "DC").parts())
                .as("an untrained encoder draws nothing but its initial values")
                .extracting(SeedReport.Part::stream)
                .containsExactly("init");
    }

    @Test
    void trials_that_did_not_end_well_are_counted_and_in_no_variance() {
        Map<String, TrialRecord> records = records(SeedReportsTest::gap);
        PLAN.trials().stream()
                .filter(trial -> trial.method().equals("hessian"))
                .filter(trial ->
                        trial.varied().equals("init") || (trial.varied().isEmpty() && trial.seed() == 3))
                .filter(trial -> trial.seed() > 0)
                .forEach(trial -> records.put(
                        trial.id(),
                        Fixtures.failed(
                                trial,
                                TrialStatus.DIVERGED,
                                new Failure(
                                        Failure.Cause.NOT_FINITE, "training", 2, "The loss is not finite", Map.of()))));

        SeedReport report = SeedReports.of(PLAN, records, Map.of());

        SeedReport.Line line = report.lines().get(0);
        assertThat(line.counts().diverged()).isEqualTo(1);
        assertThat(line.study().diverged()).isEqualTo(3);
        SeedReport.Cell cell = cell(report, 0, "gap", "z", "DC");
        assertThat(cell.n()).isEqualTo(3);
        assertThat(cell.parts().get(0).n()).isEqualTo(1);
        assertThat(cell.parts().get(0).variance()).isNull();
        assertThat(cell.together()).as("a stream is unknown").isNull();
        assertThat(SeedReportText.markdown(report, Set.of()))
                .contains("3 of 4 seeds done, 1 diverged; 5 of 8 trials that vary one stream done, 3 diverged");
    }

    @Test
    void two_runs_of_a_seed_give_its_noise() {
        Map<String, TrialRecord> records = records(SeedReportsTest::gap);
        Map<String, TrialRecord> same = new LinkedHashMap<>();
        Map<String, TrialRecord> other = new LinkedHashMap<>();
        PLAN.withoutStudy().trials().stream()
                .filter(trial -> trial.seed() < 2 && trial.method().equals("hessian"))
                .forEach(trial -> {
                    same.put(trial.id(), records.get(trial.id()));
                    other.put(trial.id(), Fixtures.done(trial, scores(gap(trial) + (trial.seed() == 0 ? 0.04 : 0.02))));
                });

        SeedReport.Noise none =
                cell(SeedReports.of(PLAN, records, same), 0, "gap", "z", "DC").noise();
        SeedReport.Noise some =
                cell(SeedReports.of(PLAN, records, other), 0, "gap", "z", "DC").noise();

        assertThat(none).isEqualTo(new SeedReport.Noise(2, 0, 0));
        assertThat(some.pairs()).isEqualTo(2);
        assertThat(some.variance()).isCloseTo((0.0016 + 0.0004) / 4, within(1e-12));
        assertThat(some.largest()).isCloseTo(0.04, within(1e-12));
        assertThat(cell(SeedReports.of(PLAN, records, same), 1, "gap", "z", "DC")
                        .noise())
                .isNull();
    }

    @Test
    void the_diagonal_is_counted_with_its_exact_interval() {
        Map<String, TrialRecord> records = records(trial -> trial.seed() == 0 ? -0.1 : 0.1);

        SeedReport report = SeedReports.of(PLAN, records, Map.of());

        // One half better at DC, the other at BC in three of four. Clopper and Pearson: 0.1941 to 0.9937.
        SeedReport.Diagonal diagonal = report.lines().get(0).diagonals().get(1);
        assertThat(diagonal.block()).isEqualTo("z");
        assertThat(diagonal.count()).isEqualTo(3);
        assertThat(diagonal.lower()).isCloseTo(0.1941, within(1e-4));
        assertThat(diagonal.upper()).isCloseTo(0.9937, within(1e-4));
        assertThat(SeedReportText.markdown(report, Set.of()))
                .contains("The halves of *z* are **diagonal in 3 of 4** seeds", "which is not excluded");
    }

    @Test
    void pairs_of_methods_say_how_many_seeds_would_separate_them() {
        Map<String, TrialRecord> records =
                records(trial -> gap(trial) + (trial.method().equals("hessian") ? 0.05 + 0.1 * (trial.seed() % 2) : 0));

        SeedReport report = SeedReports.of(PLAN, records, Map.of());

        SeedReport.Separation pair = report.separations().stream()
                .filter(one -> one.metric().equals("gap") && one.factor().equals("DC"))
                .filter(one -> one.first().startsWith("hessian") && one.second().startsWith("ortho-perm"))
                .findFirst()
                .orElseThrow();
        assertThat(pair.seeds()).isEqualTo(4);
        assertThat(pair.difference()).isCloseTo(0.1, within(1e-12));
        assertThat(pair.pairs()).as("an effect of 1.73 deviations").isEqualTo(5);
        assertThat(pair.more()).isEqualTo(1);
    }

    @Test
    void every_form_holds_hostile_names_and_is_the_same_each_time() {
        SeedReport report = SeedReports.of(PLAN, records(SeedReportsTest::gap), Map.of());

        String csv = SeedReportText.csv(report);
        assertThat(csv.lines().skip(1))
                .allSatisfy(line -> assertThat(line.split(",", -1).length).isGreaterThanOrEqualTo(16));
        assertThat(csv).contains(",gap,z,DC,together,4,4,");
        assertThat(SeedReportText.markdown(report, Set.of("gap")))
                .contains("# Seeds: Seeds | <b> of two methods", "## How many seeds would separate two methods")
                .doesNotContain("| linear-probe");
        assertThat(JsonText.pretty(SeedReportText.json(report)))
                .isEqualTo(JsonText.pretty(
                        SeedReportText.json(SeedReports.of(PLAN, records(SeedReportsTest::gap), Map.of()))))
                .contains("\"streams\": [\"init\", \"order\", \"permutation\"]");
    }
}
