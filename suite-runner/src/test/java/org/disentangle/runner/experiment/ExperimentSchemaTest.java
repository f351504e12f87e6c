package org.disentangle.runner.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.core.training.Schedule;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.json.YamlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema and the reader accept and refuse the same. */
class ExperimentSchemaTest {
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(JsonText.pretty(ExperimentSchema.of(Fixtures.CATALOG)));

    private static Set<ValidationMessage> validate(String yaml) {
        return SCHEMA.validate(
                CanonicalJson.write(YamlReader.read("test.yaml", yaml).plain()), InputFormat.JSON);
    }

    static List<Path> presets() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../experiments"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("presets")
    void every_preset_is_valid(Path file) throws IOException {
        assertThat(validate(Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: x, data: drawn-digits, methods: simclr, seeds: [0]}",
                "{name: x, data: [drawn-digits, {name: drawn-digits, side: [32, 64]}], methods: [simclr], seeds: {count: 3}}",
                "{name: x, data: drawn-digits, methods: {name: hessian, lambda: [0.1, 1], hidden: [[8], [16]]}, seeds: [0]}",
                "{name: x, data: drawn-digits, methods: {name: simclr, training: {steps: [1, 2]}}, seeds: [0], streams: {init: 3}}",
                "{name: x, data: drawn-digits, methods: simclr, seeds: [0], training: {optimizer: sgd, schedule: {name: step, gamma: 0.1}}}",
            })
    void what_the_reader_takes_the_schema_takes(String yaml) {
        Fixtures.experiment(yaml);

        assertThat(validate(yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{data: drawn-digits, methods: simclr, seeds: [0]}",
                "{name: X, data: drawn-digits, methods: simclr, seeds: [0]}",
                "{name: x, data: drawn-digits, methods: simclrr, seeds: [0]}",
                "{name: x, data: drawn-digits, methods: {name: hessian, lamda: 1}, seeds: [0]}",
                "{name: x, data: drawn-digits, methods: {name: hessian, lambda: high}, seeds: [0]}",
                "{name: x, data: {name: drawn-digits, variant: dc-bb}, methods: simclr, seeds: [0]}",
                "{name: x, data: drawn-digits, methods: [], seeds: [0]}",
                "{name: x, data: drawn-digits, methods: simclr, seeds: [0, 0]}",
                "{name: x, data: drawn-digits, methods: simclr, seeds: 3}",
                "{name: x, data: drawn-digits, methods: simclr, seeds: [0], training: {optimizer: {name: sgd, beta1: 1}}}",
                "{name: x, data: drawn-digits, methods: simclr, seeds: [0], device: gpu}",
                "{name: x, data: drawn-digits, methods: simclr, seeds: [0], sedes: [1]}",
            })
    void what_the_schema_refuses_the_reader_refuses(String yaml) {
        assertThat(validate(yaml)).isNotEmpty();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Fixtures.experiment(yaml))
                .isInstanceOf(org.disentangle.core.UserError.class);
    }

    @Test
    void a_record_of_options_becomes_its_keys_with_their_types() {
        assertThat(CanonicalJson.write(ExperimentSchema.options(Schedule.Step.class)))
                .isEqualTo("{\"additionalProperties\":false,\"properties\":{\"gamma\":{\"type\":\"number\"},"
                        + "\"milestones\":{\"items\":{\"type\":\"number\"},\"type\":\"array\"},"
                        + "\"warmup_steps\":{\"type\":\"integer\"}},\"type\":\"object\"}");
    }
}
