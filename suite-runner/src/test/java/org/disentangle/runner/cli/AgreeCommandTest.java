package org.disentangle.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.json.Tree;
import org.disentangle.runner.json.Tree.Mapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class AgreeCommandTest extends CommandTest {
    private static final String EXPERIMENT = """
            name: tiny
            data: {name: drawn-digits, train_pairs: 64, test_pairs: 32, train_digits: 40, test_digits: 20,
                   train_textures: 40, test_textures: 20}
            methods: [random, simclr]
            seeds: [0, 1, 2]
            encoder: {name: conv, widths: [4, 8]}
            training: {steps: 4, batch: 8}
            scoring: {metrics: [linear-probe, knn]}
            device: cpu
            precision: fp32
            """;

    private Path file(String name, String experiment) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), experiment);
    }

    private Path run(Path file, String engine) {
        Path out = folder.resolve(engine);
        assertThat(suite("run", file, "--out", out, "--threads", 1, "--engine", engine))
                .as(this::said)
                .isZero();
        return out;
    }

    private static Object seed(Tree line) {
        return line.asMapping("a line").plain().get("seed");
    }

    @Test
    void first_step_curves_and_finished_trials_of_two_engines_are_held_against_each_other() throws IOException {
        Path file = file("tiny", EXPERIMENT);
        Path libtorch = run(file, "libtorch");
        Path nd4j = run(file, "nd4j");

        // Three seeds of a tiny trial can differ by exactly as much, of which no test tells anything, by chance of the
        // processor.
        assertThat(suite("agree", file, "--steps", 3, "--trained", libtorch + "," + nd4j))
                .as(this::said)
                .isIn(ExitCode.WELL, ExitCode.TROUBLE);
        assertThat(data.toString())
                .contains("## The first step", "## The first 3 steps", "## Finished trials", "not told apart");

        assertThat(suite("agree", file, "--batch", 4, "--seeds", 2, "--steps", 2, "--format", "json"))
                .isZero();
        Mapping all = JsonReader.read("", data.toString()).asMapping("all");
        assertThat(all.list("first_step"))
                .hasSize(2)
                .extracting(AgreeCommandTest::seed)
                .containsExactly(0L, 1L);
        assertThat(all.list("curves"))
                .hasSize(2)
                .extracting(AgreeCommandTest::seed)
                .containsExactly(0L, 1L);

        assertThat(suite("agree", file, "--engines", "libtorch,nd4j@cuda:7")).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("cuda:7").doesNotContain("\tat ");
        assertThat(suite("agree", file, "--engines", "libtorch,libtorch@cpu")).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("names an engine twice");

        assertThat(suite("agree", file, "--trained", nd4j + "," + nd4j)).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("both made on the engine 'nd4j'").doesNotContain("\tat ");

        Path longer = file("longer", EXPERIMENT.replace("steps: 4", "steps: 5"));
        assertThat(suite("agree", longer, "--trained", libtorch + "," + nd4j)).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("lacks the experiment's trial of", "--engine libtorch");

        assertThat(suite("agree", file, "--trained", libtorch)).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("--trained takes two output folders");
    }
}
