package org.disentangle.runner.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.training.Selection;
import org.disentangle.datasets.augmentation.AugmentationOptions;
import org.disentangle.datasets.augmentation.AugmentationPreset;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentReaderTest {
    private static final String GOOD = """
            name: good
            data: {name: drawn-digits, train_pairs: 64, test_pairs: 32}
            methods:
              - simclr
            seeds: [0, 1]
            encoder: {name: conv, widths: [8, 16]}
            training: {steps: 4, batch: 16}
            scoring: {train_groups: 64}
            """;

    private static Plan plan(String before, String after) {
        assertThat(GOOD).contains(before);
        return Fixtures.plan(GOOD.replace(before, after.replace("\\n", "\n")));
    }

    @Test
    void options_given_as_lists_span_a_grid() {
        Plan plan = plan("  - simclr", "  - {name: hessian, lambda: [0.001, 0.1], temperature: [0.1, 0.5]}");

        assertThat(plan.trials())
                .filteredOn(trial -> trial.seed() == 0)
                .extracting(PlannedTrial::settings)
                .containsExactly(
                        Map.of("lambda", 0.001, "temperature", 0.1),
                        Map.of("lambda", 0.001, "temperature", 0.5),
                        Map.of("lambda", 0.1, "temperature", 0.1),
                        Map.of("lambda", 0.1, "temperature", 0.5));
    }

    @Test
    void an_option_that_is_a_list_is_no_grid_but_a_list_of_lists_is() {
        assertThat(plan("  - simclr", "  - {name: simclr, hidden: [32, 64]}").trials())
                .hasSize(2);
        assertThat(plan("  - simclr", "  - {name: simclr, hidden: [[32], [64]]}")
                        .trials())
                .hasSize(4);
    }

    @Test
    void a_method_may_have_training_of_its_own() {
        Experiment experiment = Fixtures.experiment(
                GOOD.replace("  - simclr", "  - simclr\n  - {name: simclr, training: {steps: [6, 8]}}"));

        assertThat(experiment.methods())
                .extracting(entry -> entry.training().steps())
                .containsExactly(4, 6, 8);
        assertThat(experiment.methods())
                .extracting(entry -> entry.training().batch())
                .containsOnly(16);
        assertThat(experiment.methods())
                .extracting(entry -> entry.settings().get("training.steps"))
                .containsExactly(4, 6, 8);
    }

    @Test
    void an_augmentation_may_start_from_a_preset() {
        Experiment experiment = Fixtures.experiment(
                GOOD.replace("batch: 16}", "batch: 16, augmentation: {preset: dsprites-medium, grey: 0.1}}"));
        AugmentationOptions preset =
                AugmentationPreset.ALL.get("dsprites-medium").options();

        AugmentationOptions read = experiment.methods().get(0).training().augmentation();
        assertThat(read.placement()).isEqualTo(preset.placement());
        assertThat(read.jitter()).isEqualTo(preset.jitter());
        assertThat(read.grey()).isEqualTo(0.1);
    }

    @Test
    void a_method_may_name_the_data_sets_it_runs_on() {
        String two = GOOD.replace(
                        "data: {name: drawn-digits, train_pairs: 64, test_pairs: 32}",
                        "data:\n  - {name: drawn-digits, train_pairs: 64, test_pairs: 32}\n"
                                + "  - {name: color-dsprites, side: 32, train_images: 64, test_images: 64}")
                .replace("  - simclr", "  - simclr\n  - {name: ortho, on: drawn-digits}");

        assertThat(Fixtures.plan(two).trials())
                .filteredOn(trial -> trial.seed() == 0)
                .extracting(trial -> trial.method() + " "
                        + trial.spec().get("data").toString().contains("dsprites"))
                .containsExactly("simclr false", "ortho false", "simclr true");
    }

    @Test
    void presets_span_grids() {
        assertThat(plan("batch: 16}", "batch: 16}").trials()).hasSize(2);
        assertThat(plan(
                                "  - simclr",
                                "  - {name: simclr, training: {augmentation: {preset: [dsprites-weak, dsprites-strong]}}}")
                        .trials())
                .hasSize(4);
    }

    @Test
    void data_that_make_their_own_views_leave_the_augmentation_out_of_the_identity() {
        String numbers = GOOD.replace(
                        "{name: drawn-digits, train_pairs: 64, test_pairs: 32}",
                        "{name: numerical, train_samples: 64, test_samples: 32}")
                .replace("{name: conv, widths: [8, 16]}", "{name: mlp, widths: [16, 8]}");
        Plan plain = Fixtures.plan(numbers);
        Plan cropped = Fixtures.plan(numbers.replace("batch: 16}", "batch: 16, augmentation: {flip: 0.5}}"));

        assertThat(cropped.trials().get(0).id()).isEqualTo(plain.trials().get(0).id());
    }

    @Test
    void all_methods_of_a_seed_come_before_the_next_seed() {
        Plan plan = plan("  - simclr", "  - simclr\n  - ortho");

        assertThat(plan.trials())
                .extracting(trial -> trial.seed() + trial.method())
                .containsExactly("0simclr", "0ortho", "1simclr", "1ortho");
    }

    @Test
    void data_sets_may_be_several_and_span_grids() {
        Plan plan = plan(
                "data: {name: drawn-digits, train_pairs: 64, test_pairs: 32}",
                "data: {name: drawn-digits, variant: [dc-bc, bc-dl], train_pairs: 64, test_pairs: 32}");

        assertThat(plan.trials()).extracting(PlannedTrial::data).doesNotContainNull();
        assertThat(plan.trials().stream().map(PlannedTrial::data).distinct()).hasSize(2);
    }

    @Test
    void what_is_left_out_has_a_default() {
        Experiment experiment = Fixtures.experiment("{name: x, data: drawn-digits, methods: simclr, seeds: [0]}");

        assertThat(experiment.title()).isEqualTo("x");
        assertThat(experiment.precision()).isEqualTo(Precision.AUTO);
        assertThat(experiment.engine()).isEqualTo("auto");
        assertThat(experiment.device()).isEqualTo("auto");
        assertThat(experiment.encoder().name()).isEqualTo("conv");
        assertThat(experiment.methods().get(0).training()).isEqualTo(ExperimentReader.TRAINING);
        assertThat(experiment.scoring().metrics())
                .extracting(metric -> metric.name())
                .isEqualTo(ExperimentReader.METRICS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    simclr      | simclrr                 | test.yaml:4:5 (/methods/0): Unknown method 'simclrr'. Known: barlow-twins
                    simclr      | simclrr                 | Did you mean 'simclr'?
                    simclr      | {lambda: 1}             | this method has no 'name'. Known:
                    simclr      | {name: hessian, lamda: 1} | test.yaml:4:21 (/methods/0/lamda): unknown key 'lamda' in 'hessian'.
                    simclr      | {name: hessian, lamda: 1} | Did you mean 'lambda'?
                    simclr      | {name: hessian, lambda: .nan} | test.yaml:4:29 (/methods/0/lambda): 'lambda' is NaN; allowed is a finite number
                    simclr      | {name: hessian, lambda: [0.1, .nan]} | (/methods/0/lambda/1): 'lambda' is NaN
                    simclr      | {name: hessian, lambda: []} | an empty list leaves nothing to try
                    simclr      | {name: hessian, embedding: 7} | (/methods/0/embedding)
                    simclr      | {name: multi-space, style_groups: [texture]} | test.yaml:4:5 (/methods/0): the method 'multi-space' wants views that share 'texture', but no active transform
                    simclr      | {name: multi-space, style_groups: [texture]} | It has: crop, jitter, grey, color
                    simclr      | {name: multi-space, blocks: [1, 2]} | (/methods/0/blocks): 'blocks' is [1, 2]; allowed is one size for content and one for each of the 2 style groups, 32 together
                    simclr      | {name: simclr, training: {augmentation: {preset: dsprite-weak}}} | Did you mean 'dsprites-weak'?
                    simclr      | {name: simclr, on: numerical} | test.yaml:4:5 (/methods/0): 'simclr' is to run on numerical, which is not among the data sets of this experiment: drawn-digits
                    simclr      | {name: simclr, on: [drawn-digit]} | Did you mean 'drawn-digits'?
                    simclr      | {name: simclr, training: {stps: 1}} | unknown key 'stps' in the training options
                    - simclr    | []                      | 'methods' is an empty list; allowed is at least one
                    - simclr    | - simclr\\n  - simclr   | has 'simclr' on
                    [0, 1]      | [0, 1, 0]               | test.yaml:5:15 (/seeds/2): the seed 0 stands here twice
                    [0, 1]      | 3                       | 'seeds' is 3; allowed is a list such as [0, 1, 2] or {first: 0, count: 3}
                    [0, 1]      | {first: 0, count: 0}    | 'count' is 0; allowed is a whole number from 1
                    [0, 1]      | [a]                     | a seed is the text "a"; allowed is a whole number
                    batch: 16   | batch: 65               | test.yaml:7:29 (/training/batch): 'batch' is 65, but
                    batch: 16   | batch: 65               | has 64 training groups; allowed is at most that many
                    batch: 16   | batch: 1                | (/training/batch): 'batch' is 1; allowed is a whole number from 2
                    batch: 16   | batches: 16             | unknown key 'batches' in the training options.
                    train_groups: 64 | train_groups: 65   | (/scoring/train_groups): 'train_groups' is 65, but
                    train_groups: 64 | metrics: [gap]     | 'gap' is derived from 'linear-probe', which must come before it
                    train_groups: 64 | metrics: [knn, knn] | the metric 'knn' stands here twice
                    train_groups: 64 | metrics: [knnn]    | Did you mean 'knn'?
                    train_pairs: 64  | variant: dc-bb     | (/data/variant): 'variant' is the text "dc-bb"; allowed is dc-bc, dc-dl, bc-dl. Did you mean 'dc-bc'?
                    drawn-digits | drawn-digit            | Did you mean 'drawn-digits'?
                    name: conv   | name: cnv              | Unknown encoder 'cnv'. Known: conv, mlp, resnet. Did you mean 'conv'?
                    name: good   | name: Good One         | test.yaml:1:7 (/name): 'name' is "Good One"; allowed are lower-case
                    name: good   | nme: good              | test.yaml:1:1 (/nme): unknown key 'nme' in an experiment.
                    name: good   | name: good\\nname: x   | test.yaml:2:1 (/name): the key 'name' stands here twice
                    name: good   | name: good\\ndevice: gpu | (/device): Unknown device 'gpu': use auto, cpu or cuda:N
                    name: good   | name: good\\nprecision: fp16 | 'precision' is the text "fp16"; allowed is auto, fp32, bf16
                    name: good   | name: good\\nstreams: {augmentatoin: 1} | unknown stream 'augmentatoin'. Known:
                    name: good   | name: good\\nvary: [initt]     | (/vary/0): no method here draws from a stream 'initt'. Known: init, order, augmentation, probe. Did you mean 'init'?
                    name: good   | name: good\\nvary: permutation | no method here draws from a stream 'permutation'
                    name: good   | name: good\\nvary: [init, init] | the stream 'init' stands here twice
                    name: good   | name: good\\nvary: []          | 'vary' is an empty list
                    name: good   | name: good\\nvary: {streams: [init], hold: 1} | (/vary/hold): the held seed is 1, which is one of 'seeds'
                    name: good   | name: good\\nvary: {stream: [init]} | unknown key 'stream' in 'vary'
                    name: good   | name: good\\nstreams: {init: 3}\\nvary: init | the stream 'init' is held by 'streams'
                    """)
    void what_cannot_work_is_refused_before_work_starts(String before, String after, String message) {
        assertThatThrownBy(() -> plan(before, after))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_missing_key_is_named() {
        assertThatThrownBy(() -> Fixtures.experiment("{name: x, data: drawn-digits, methods: simclr}"))
                .hasMessageContaining("the key 'seeds' is missing");
    }

    private static final String PUBLISHED =
            GOOD.replace("  - simclr", "  - {name: hessian, lambda: [0.001, 0.1]}") + """
            published:
              citation: burns2021
              where: Table 3
              unit: percent
              rows:
                - method: hessian
                  settings: {lambda: 0.1}
                  values: {linear-probe: {z0: {DC: 74.7, BC: [42.4, 50]}}}
            """;

    @Test
    void published_numbers_become_fractions_with_one_number_per_run() {
        PublishedSource source = Fixtures.experiment(PUBLISHED).published().get(0);

        assertThat(source.reference()).contains("Burns");
        assertThat(source.values())
                .containsExactly(
                        new PublishedSource.Value(
                                "hessian", Map.of("lambda", 0.1), Map.of(), "linear-probe", "z0", "DC", List.of(0.747)),
                        new PublishedSource.Value(
                                "hessian",
                                Map.of("lambda", 0.1),
                                Map.of(),
                                "linear-probe",
                                "z0",
                                "BC",
                                List.of(0.424, 0.5)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    unit: percent        | unit: promille       | 'unit' is "promille"; allowed is percent or fraction
                    DC: 74.7             | DC: 747              | a published value is 747; allowed is a number up to 100
                    DC: 74.7             | DC: high             | a published value is the text "high"
                    DC: 74.7             | XY: 74.7             | unknown factor 'XY' in this experiment. Known: DC, BC, DL
                    z0: {                | z2: {                | unknown block 'z2' in this experiment. Known: r, r0, r1, z, z0, z1
                    citation: burns2021  | citation: burns      | no component cites 'burns'. Known:
                    {lambda: 0.1}        | {lamda: 0.1}         | unknown key 'lamda'
                    - method: hessian    | - method: hesian     | Unknown method 'hesian'
                    """)
    void published_numbers_that_fit_nothing_are_refused(String before, String after, String message) {
        assertThat(PUBLISHED).contains(before);
        assertThatThrownBy(() -> Fixtures.experiment(PUBLISHED.replace(before, after)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }

    private static final String SELECTION = """
            name: chosen
            data: drawn-digits
            methods: [simclr, {name: hessian, training: {selection: last}}]
            seeds: [0]
            scoring: {metrics: [linear-probe, gap]}
            training: {batch: 64, selection: {name: best-validation, groups: 300, metric: linear-probe, block: z}}
            """;

    @Test
    void a_selection_holds_for_all_methods_but_those_with_one_of_their_own() {
        List<MethodEntry> methods = Fixtures.experiment(SELECTION).methods();

        assertThat(methods.get(0).training().selection())
                .isEqualTo(new Selection.BestValidation(100, 300, 2000, "linear-probe", "z"));
        assertThat(methods.get(1).training().selection()).isEqualTo(Selection.Last.DEFAULT);
        assertThat(methods.get(1).settings()).containsEntry("training.selection.name", "last");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    name: best-validation | name: best-test   | Unknown selection 'best-test'. Known: best-validation, last
                    groups: 300           | groups: 1000000   | has 20000 training groups; allowed are fewer
                    groups: 300           | groups: 19990     | 'batch' is 64, but 'drawn-digits' has 10 training groups that are not held out
                    groups: 300           | groups: 0         | 'groups' is 0
                    groups: 300           | every: 0          | 'every' is 0
                    metric: linear-probe  | metric: gap       | allowed is one that 'scoring' names, that is not derived
                    metric: linear-probe  | metric: knn       | the selection's 'metric' is knn
                    block: z              | block: z7         | the selection's 'block' is z7; 'simclr' has r, r0, r1, z, z0, z1
                    """)
    void a_selection_that_cannot_be_made_is_refused(String before, String after, String message) {
        assertThat(SELECTION).contains(before);
        assertThatThrownBy(() -> Fixtures.experiment(SELECTION.replace(before, after)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }
}
