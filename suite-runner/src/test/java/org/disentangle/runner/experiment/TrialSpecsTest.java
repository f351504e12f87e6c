package org.disentangle.runner.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.json.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialSpecsTest {
    private static final String ONE = """
            name: one
            title: First
            data: {name: drawn-digits, variant: dc-bc, train_pairs: 64, test_pairs: 32}
            methods: {name: hessian, lambda: 1, training: {steps: 10}}
            seeds: [3]
            encoder: {name: conv, widths: [8, 16]}
            training: {batch: 16, optimizer: {name: adam, learning_rate: 0.001}}
            """;

    private static String id(String yaml) {
        return Fixtures.plan(yaml).trials().get(0).id();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    lambda: 1                | lambda: 1.0
                    lambda: 1                | lambda: 1e0
                    name: one                | name: other
                    title: First             | title: Second
                    learning_rate: 0.001     | learning_rate: 1e-3
                    variant: dc-bc           | variant: DC_BC
                    [8, 16]                  | [8, 16.0]
                    {batch: 16, optimizer: {name: adam, learning_rate: 0.001}} | {optimizer: {learning_rate: 0.001, name: adam}, batch: 16}
                    seeds: [3]               | seeds: {first: 3, count: 1}
                    training: {steps: 10}    | training: {steps: 10, batch: 16}
                    """)
    void the_id_does_not_change_with(String before, String after) {
        assertThat(ONE).contains(before);
        assertThat(id(ONE.replace(before, after))).isEqualTo(id(ONE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    lambda: 1                | lambda: 1.0000000001
                    seeds: [3]               | seeds: [4]
                    seeds: [3]               | streams: {init: 3}\\nseeds: [3]
                    steps: 10                | steps: 11
                    batch: 16                | batch: 17
                    learning_rate: 0.001     | learning_rate: 0.002
                    name: adam               | name: adam, beta1: 0.8
                    variant: dc-bc           | variant: dc-dl
                    train_pairs: 64          | train_pairs: 65
                    widths: [8, 16]          | widths: [16, 8]
                    name: hessian            | name: ortho
                    lambda: 1                | lambda: 1, embedding: 32
                    seeds: [3]               | scoring: {test_groups: 30}\\nseeds: [3]
                    seeds: [3]               | scoring: {metrics: [linear-probe]}\\nseeds: [3]
                    """)
    void the_id_changes_with(String before, String after) {
        assertThat(ONE).contains(before);
        assertThat(id(ONE.replace(before, after.replace("\\n", "\n")))).isNotEqualTo(id(ONE));
    }

    @Test
    void the_id_changes_with_engine_and_precision() {
        Experiment experiment = Fixtures.experiment(ONE);

        assertThat(List.of(
                        Planner.plan(experiment, "libtorch", Precision.FP32),
                        Planner.plan(experiment, "libtorch", Precision.BF16),
                        Planner.plan(experiment, "nd4j", Precision.FP32)))
                .extracting(plan -> plan.trials().get(0).id())
                .doesNotHaveDuplicates();
    }

    @Test
    void the_id_is_the_digest_of_the_specification_as_it_stands_in_the_plan() {
        for (PlannedTrial trial : Fixtures.plan().trials()) {
            String text = JsonText.pretty(trial.spec());

            assertThat(CanonicalJson.digest(JsonReader.read("", text).plain())).isEqualTo(trial.id());
        }
    }

    @Test
    void a_specification_reads_as_the_trial_it_was_made_of() {
        for (PlannedTrial trial : Fixtures.plan().trials()) {
            Tree written = JsonReader.read("", CanonicalJson.write(trial.spec()));

            TrialSpec spec = TrialSpecs.read(written, Fixtures.CATALOG);

            assertThat(TrialSpecs.id(spec)).isEqualTo(trial.id());
            assertThat(spec.seed()).isEqualTo(trial.seed());
            assertThat(spec.method().name()).isEqualTo(trial.method());
        }
    }

    @Test
    void a_specification_of_another_version_of_a_component_is_refused() {
        Map<String, Object> changed =
                new LinkedHashMap<>(Fixtures.plan().trials().get(0).spec());
        Map<String, Object> method = new LinkedHashMap<>();
        ((Map<?, ?>) changed.get("method")).forEach((key, value) -> method.put((String) key, value));
        method.put("version", 99);
        changed.put("method", method);

        assertThatThrownBy(() -> TrialSpecs.read(Tree.of("spec", changed), Fixtures.CATALOG))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'simclr' is here in version 1, the trial was planned with version 99");
    }
}
