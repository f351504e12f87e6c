package org.disentangle.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.json.Tree;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.RecordState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class SeedsCommandTest extends CommandTest {
    private static final String EXPERIMENT = """
            name: tiny
            data: {name: drawn-digits, train_pairs: 64, test_pairs: 32, train_digits: 40, test_digits: 20,
                   train_textures: 40, test_textures: 20}
            methods: random
            seeds: [0, 1, 2]
            vary: [init, probe]
            encoder: {name: conv, widths: [8, 16]}
            training: {steps: 4, batch: 16}
            scoring: {metrics: [linear-probe, {name: downstream-logistic, sizes: [30]}]}
            device: cpu
            precision: fp32
            """;

    private static double variance(Tree.Mapping cell, String stream) {
        return cell.list("parts").stream()
                .map(part -> part.asMapping("a part"))
                .filter(part -> part.text("stream").equals(stream))
                .mapToDouble(part -> ((Number) part.plain().get("variance")).doubleValue())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_study_runs_and_says_what_each_stream_and_a_second_run_make() throws IOException {
        Path file = Files.writeString(folder.resolve("tiny.yaml"), EXPERIMENT);
        Path out = folder.resolve("out");
        assertThat(suite("run", file, "--out", out, "--threads", 1))
                .as(this::said)
                .isZero();
        assertThat(Files.readString(out.resolve("board.md")))
                .contains("All 9 trials are done.", "6 further trials vary one random stream each.");

        assertThat(suite("seeds", out, "--rerun", "--format", "json"))
                .as(this::said)
                .isZero();

        Tree.Mapping line = JsonReader.read("", data.toString())
                .asMapping("all")
                .list("lines")
                .get(0)
                .asMapping("a line");
        double initialisation = 0;
        double drawing = 0;
        for (Tree item : line.list("cells")) {
            Tree.Mapping cell = item.asMapping("a cell");
            assertThat(((Number) cell.require("noise")
                                    .asMapping("noise")
                                    .plain()
                                    .get("variance"))
                            .doubleValue())
                    .as("a seed gives the same bits on a CPU")
                    .isZero();
            boolean drawn = cell.text("metric").startsWith("downstream-logistic");
            initialisation += variance(cell, "init");
            drawing += drawn ? variance(cell, "probe") : 0;
            assertThat(drawn ? 0 : variance(cell, "probe"))
                    .as("the linear probe draws nothing")
                    .isZero();
        }
        assertThat(initialisation).isPositive();
        assertThat(drawing).as("which rows are labelled is drawn").isPositive();
        assertThat(models(out, "probe")).hasSize(1);
        assertThat(models(out, "init")).hasSize(3);
        assertThat(out.resolve("reruns/trials")).isDirectory();

        assertThat(suite("seeds", out)).isZero();
        String report = data.toString();
        Path bundle = folder.resolve("bundle");
        assertThat(suite("export", out, "--to", bundle)).as(this::said).isZero();
        assertThat(Files.readString(bundle.resolve("seeds.md")))
                .isEqualTo(report)
                .contains("same seed");
        assertThat(suite("seeds", bundle)).isZero();
        assertThat(data.toString()).as("second runs are handed on").isEqualTo(report);

        assertThat(suite("seeds", out, "--metrics", "linear-prob")).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("--metrics names 'linear-prob'", ", linear-probe");
    }

    /** Digests of the parameters of the trials that vary a stream. */
    private static Set<String> models(Path out, String stream) {
        OutputFolder output = new OutputFolder(out);
        List<Plan.PlannedTrial> varied = output.plan().study(stream).trials();
        return varied.stream()
                .map(trial -> ((RecordState.Present) output.record(trial.id())).record())
                .map(TrialRecord::model)
                .map(model -> Objects.requireNonNull(model).parametersDigest())
                .collect(Collectors.toSet());
    }
}
