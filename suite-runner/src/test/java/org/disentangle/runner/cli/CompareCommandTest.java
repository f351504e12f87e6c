package org.disentangle.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.disentangle.metrics.statistics.PairedTest;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.json.Tree;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.RecordState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class CompareCommandTest extends CommandTest {
    private static final String EXPERIMENT = """
            name: tiny
            data: {name: drawn-digits, train_pairs: 64, test_pairs: 32, train_digits: 40, test_digits: 20,
                   train_textures: 40, test_textures: 20}
            methods: [random, simclr]
            seeds: [0, 1, 2]
            encoder: {name: conv, widths: [8, 16]}
            training: {steps: 4, batch: 16}
            scoring: {metrics: [linear-probe, knn]}
            device: cpu
            precision: fp32
            """;

    private Path run(String name, String experiment) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".yaml"), experiment);
        Path out = folder.resolve(name);
        assertThat(suite("run", file, "--out", out, "--threads", 1))
                .as(this::said)
                .isZero();
        return out;
    }

    private static double score(Path out, String method, long seed, Map<String, Object> cell) {
        OutputFolder output = new OutputFolder(out);
        return output.plan().trials().stream()
                .filter(trial -> trial.method().equals(method) && trial.seed() == seed)
                .map(trial -> ((RecordState.Present) output.record(trial.id())).record())
                .flatMap(record -> record.scores().stream())
                .filter(score -> score.metric().equals(cell.get("metric"))
                        && score.block().equals(cell.get("block"))
                        && score.factor().equals(cell.get("factor")))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void what_changed_is_told_by_setting_line_and_cell_paired_by_seed() throws IOException {
        Path a = run("a", EXPERIMENT);
        Path b = run(
                "b",
                EXPERIMENT
                        .replace("steps: 4", "steps: 9")
                        .replace("methods: [random, simclr]", "methods: [simclr, supervised]"));

        assertThat(suite("compare", a, a)).isZero();
        assertThat(data.toString()).contains("0 differ.").doesNotContain("Only in", "Setting");

        assertThat(suite("compare", a, b)).isZero();
        assertThat(data.toString())
                .contains(
                        "- Setting `training.steps`: 4 in A, 9 in B",
                        "- Only in A: random on drawn-digits",
                        "- Only in B: supervised on drawn-digits",
                        "corrected by Holm's method");

        assertThat(suite("compare", a, b, "--metrics", "knn", "--format", "json"))
                .isZero();
        List<Tree> cells = JsonReader.read("", data.toString()).asMapping("all").list("cells");
        assertThat(cells).isNotEmpty();
        for (Tree item : cells) {
            Map<String, Object> cell = item.asMapping("a cell").plain();
            if (!List.of("r", "z").contains(cell.get("block"))) {
                // Halves are matched over the seeds, as on boards.
                continue;
            }
            double[] differences = new double[3];
            for (int seed = 0; seed < 3; seed++) {
                differences[seed] = score(b, "simclr", seed, cell) - score(a, "simclr", seed, cell);
            }
            PairedTest test = PairedTest.studentT(differences, PairedTest.Alternative.TWO_SIDED);
            assertThat(cell.get("metric")).isEqualTo("knn");
            assertThat((Double) cell.get("difference"))
                    .isCloseTo((differences[0] + differences[1] + differences[2]) / 3, within(1e-12));
            if (test.pValue().isPresent()) {
                assertThat((Double) cell.get("p")).isEqualTo(test.pValue().getAsDouble());
                assertThat(((Number) cell.get("p_corrected")).doubleValue())
                        .isBetween(test.pValue().getAsDouble(), 1.0);
            } else {
                assertThat(cell.get("p")).isNull();
                assertThat((String) cell.get("reason")).isNotEmpty();
            }
        }

        assertThat(suite("compare", a, b, "--metrics", "no-such")).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("no common cell");
    }

    @Test
    void fewer_than_three_common_seeds_give_no_p_value_and_say_why() throws IOException {
        Path a = run("a", EXPERIMENT.replace("[random, simclr]", "[simclr]").replace("[0, 1, 2]", "[0, 1]"));
        Path b = run(
                "b",
                EXPERIMENT
                        .replace("[random, simclr]", "[simclr]")
                        .replace("[0, 1, 2]", "[1, 2]")
                        .replace("steps: 4", "steps: 9"));

        assertThat(suite("compare", a, b, "--format", "csv")).isZero();

        assertThat(data.toString().lines().skip(1))
                .isNotEmpty()
                .allMatch(line -> line.endsWith(",fewer than 3 common seeds"))
                .allMatch(line -> line.contains(",1,"));
    }
}
