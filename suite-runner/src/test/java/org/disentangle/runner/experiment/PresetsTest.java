package org.disentangle.runner.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.disentangle.core.engine.Precision;
import org.disentangle.runner.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsTest {
    private static final Path FOLDER = Path.of("../experiments");

    static List<Path> presets() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static Experiment read(Path file) {
        return ExperimentFile.read(file, Fixtures.CATALOG);
    }

    @ParameterizedTest
    @MethodSource("presets")
    void every_preset_can_be_planned_and_is_named_like_its_file(Path file) {
        Experiment experiment = read(file);

        Plan plan = Planner.plan(experiment, "libtorch", Precision.FP32);

        assertThat(file).hasFileName(experiment.name() + ".yaml");
        assertThat(plan.trials()).isNotEmpty();
        assertThat(CostEstimate.of(experiment).of(plan.trials().get(0)).seconds())
                .isPositive();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void every_published_number_belongs_to_a_method_of_its_preset(Path file) {
        Experiment experiment = read(file);
        Plan plan = Planner.plan(experiment, "libtorch", Precision.FP32);

        for (PublishedSource source : experiment.published()) {
            for (PublishedSource.Value value : source.values()) {
                assertThat(plan.trials())
                        .as("%s %s", value.method(), value.settings())
                        .anyMatch(trial -> trial.method().equals(value.method())
                                && options(trial)
                                        .entrySet()
                                        .containsAll(value.settings().entrySet()));
                assertThat(experiment.scoring().metrics())
                        .anyMatch(metric -> metric.name().equals(value.metric()));
            }
        }
    }

    @Test
    void the_example_of_the_documentation_can_be_planned() throws IOException {
        String page = Files.readString(FOLDER.resolveSibling("docs/experiments.md"));
        int begin = page.indexOf("```yaml\n") + "```yaml\n".length();

        Plan plan = Fixtures.plan(page.substring(begin, page.indexOf("```", begin)));

        assertThat(plan.trials()).hasSize(4 * 5);
        assertThat(plan.published()).hasSize(1);
    }

    private static Map<String, Object> options(Plan.PlannedTrial trial) {
        Map<String, Object> options = new HashMap<>();
        Map<?, ?> method = (Map<?, ?>) trial.spec().get("method");
        ((Map<?, ?>) method.get("options")).forEach((key, value) -> options.put((String) key, value));
        return options;
    }

    @Test
    void the_quickstart_has_all_eight_methods_and_needs_no_files() {
        Experiment quickstart = read(FOLDER.resolve("quickstart.yaml"));

        assertThat(quickstart.methods())
                .extracting(entry -> entry.method().name())
                .contains("random", "simclr", "sub-infomax", "infomin", "ortho", "ortho-perm", "hessian", "supervised");
        assertThat(quickstart.seeds()).hasSize(3);
        assertThat(quickstart.data())
                .allSatisfy(entry -> assertThat(entry.data().files()).isEmpty());
    }

    /** Means and population variances of the gaps as the paper prints them under its tables, in percentage points. */
    @ParameterizedTest
    @CsvSource({
        "8, DC, 4.4, 3.4",
        "8, BC, 3.1, 7.4",
        "9, DC, 7.6, 22.8",
        "9, BC, 3.2, 7.4",
    })
    void the_published_runs_give_the_published_statistics(int table, String factor, double mean, double variance) {
        PublishedSource source = read(FOLDER.resolve("burns2021-table" + table + ".yaml"))
                .published()
                .get(0);

        double[] gaps = source.values().stream()
                .filter(value -> value.metric().equals("gap") && value.factor().equals(factor))
                .flatMap(value -> value.runs().stream())
                .mapToDouble(run -> 100 * run)
                .toArray();

        double average = java.util.Arrays.stream(gaps).average().orElseThrow();
        double spread = java.util.Arrays.stream(gaps)
                .map(gap -> (gap - average) * (gap - average))
                .average()
                .orElseThrow();
        assertThat(gaps).hasSize(6);
        assertThat(Math.round(10 * average) / 10.0).isEqualTo(mean);
        assertThat(spread).isCloseTo(variance, org.assertj.core.api.Assertions.within(0.051));
    }

    /** A gap is the distance of the halves, up to the rounding of three numbers. */
    @ParameterizedTest
    @MethodSource("presets")
    void published_gaps_are_those_of_the_published_halves(Path file) {
        for (PublishedSource source : read(file).published()) {
            for (PublishedSource.Value gap : source.values()) {
                if (gap.metric().equals("gap")) {
                    List<Double> first = half(source, gap, "0");
                    List<Double> second = half(source, gap, "1");
                    for (int run = 0; run < gap.runs().size(); run++) {
                        assertThat(Math.abs(first.get(run) - second.get(run)))
                                .as("%s %s %s run %d", gap.method(), gap.settings(), gap.factor(), run)
                                .isCloseTo(gap.runs().get(run), org.assertj.core.api.Assertions.within(0.00151));
                    }
                }
            }
        }
    }

    private static List<Double> half(PublishedSource source, PublishedSource.Value gap, String half) {
        return source.values().stream()
                .filter(value -> value.metric().equals("linear-probe")
                        && value.method().equals(gap.method())
                        && value.settings().equals(gap.settings())
                        && value.block().equals(gap.block() + half)
                        && value.factor().equals(gap.factor()))
                .findFirst()
                .orElseThrow()
                .runs();
    }
}
