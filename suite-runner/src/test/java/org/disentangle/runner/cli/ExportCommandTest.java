package org.disentangle.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.disentangle.datasets.file.FileDigests;
import org.disentangle.runner.json.YamlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ExportCommandTest extends CommandTest {
    private static final String EXPERIMENT = """
            name: tiny
            title: "A \\"title\\": with, marks"
            data: {name: drawn-digits, train_pairs: 64, test_pairs: 32, train_digits: 40, test_digits: 20,
                   train_textures: 40, test_textures: 20}
            methods: [random, simclr]
            seeds: [0]
            encoder: {name: conv, widths: [8, 16]}
            training: {steps: 2, batch: 16}
            scoring: {metrics: [linear-probe]}
            device: cpu
            precision: fp32
            keep: [codes, model]
            """;

    @Test
    void a_bundle_is_a_folder_that_holds_what_the_other_holds_and_verifies_elsewhere() throws IOException {
        Path file = Files.writeString(folder.resolve("tiny.yaml"), EXPERIMENT);
        Path out = folder.resolve("out");
        Path bundle = folder.resolve("bundle");
        assertThat(suite("run", file, "--out", out, "--threads", 1))
                .as(this::said)
                .isZero();

        assertThat(suite("export", out, "--to", bundle, "--author", "A. Uthor", "--author", "Ütör: B"))
                .as(this::said)
                .isZero();

        assertThat(suite("verify", bundle)).isZero();
        assertThat(data.toString())
                .contains("2 records", "4 boards", "Nothing is wrong.")
                .doesNotContain("Not seen");
        assertThat(bundle.resolve("board.json")).hasSameBinaryContentAs(out.resolve("board.json"));
        List<String> scores = Files.readAllLines(bundle.resolve("scores.csv"));
        assertThat(scores.get(0)).startsWith("trial,method,settings,dataset,seed,varied,status,metric");
        assertThat(scores).anyMatch(line -> line.contains(",simclr,") && line.contains(",done,linear-probe,"));
        for (String line : Files.readAllLines(bundle.resolve("SHA256SUMS"))) {
            assertThat(FileDigests.of(bundle.resolve(line.substring(66))).sha256())
                    .isEqualTo(line.substring(0, 64));
        }
        assertThat(YamlReader.read("", Files.readString(bundle.resolve("CITATION.cff")))
                        .asMapping("a citation")
                        .plain()
                        .toString())
                .contains("cff-version=1.2.0", "title=A \"title\": with, marks", "{name=Ütör: B}");

        assertThat(suite("export", out, "--to", bundle)).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("is there already");
        Path small = folder.resolve("small");
        assertThat(suite("export", out, "--to", small, "--no-codes")).isZero();
        assertThat(suite("verify", small)).isZero();
        assertThat(data.toString()).contains("codes-train.npz: is not there in 2 trials", "Nothing is wrong.");
        assertThat(data.toString()).doesNotContain("model.npz");
        assertThat(names(small))
                .contains("model.npz")
                .doesNotContain("codes.json", "codes-train.npz", "codes-test.npz");
        assertThat(Files.readString(small.resolve("README.md")))
                .contains("the model where it was kept; codes were left out:");
        assertThat(small.resolve("CITATION.cff")).doesNotExist();

        Path smaller = folder.resolve("smaller");
        assertThat(suite("export", out, "--to", smaller, "--no-models")).isZero();
        assertThat(names(smaller)).contains("codes-train.npz").doesNotContain("model.npz");
        assertThat(Files.readString(smaller.resolve("README.md")))
                .contains("codes where they were kept; models were left out:");
        assertThat(suite("verify", smaller)).isZero();
        assertThat(data.toString())
                .contains("Not seen: model.npz: is not there in 2 trials", " scores", "Nothing is wrong.")
                .doesNotContain("Wrong");
    }

    private static Set<String> names(Path bundle) throws IOException {
        try (Stream<Path> files = Files.walk(bundle)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void a_folder_without_records_is_refused() throws IOException {
        assertThat(suite("export", folder, "--to", folder.resolve("bundle"))).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("There is no plan.json");
    }
}
