package org.disentangle.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.disentangle.datasets.npz.NpyArray;
import org.disentangle.datasets.npz.NpzWriter;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.json.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ScoreCommandTest extends CommandTest {
    private static final int ROWS = 60;

    /** Two columns, each a factor's value and a little of the row's number; then one that says nothing. */
    private static NpyArray codes(int rows) {
        float[] values = new float[rows * 3];
        for (int row = 0; row < rows; row++) {
            values[row * 3] = first(row) + 0.01f * (float) Math.sin(row);
            values[row * 3 + 1] = second(row) + 0.01f * (float) Math.cos(row);
            values[row * 3 + 2] = (float) Math.sin(37.0 * row * row);
        }
        return NpyArray.of(List.of(rows, 3), values);
    }

    private static long first(int row) {
        return 10L + row % 3;
    }

    private static long second(int row) {
        return row / 3 % 2;
    }

    private static NpyArray factors(int rows) {
        long[] values = IntStream.range(0, rows)
                .boxed()
                .flatMap(row -> List.of(first(row), second(row)).stream())
                .mapToLong(Long::longValue)
                .toArray();
        return NpyArray.of(List.of(rows, 2), values);
    }

    private Path file(String name, NpyArray codes, NpyArray factors) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("codes", codes);
        arrays.put("factors", factors);
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            NpzWriter.write(arrays, out);
        }
        return file;
    }

    private Path file() throws IOException {
        return file("codes.npz", codes(ROWS), factors(ROWS));
    }

    private List<Tree.Mapping> scores() {
        return JsonReader.read("", data.toString()).asMapping("scores").list("scores").stream()
                .map(item -> item.asMapping("a score"))
                .toList();
    }

    private double value(String metric, String block, String factor) {
        return ((Number) scores().stream()
                        .filter(score -> score.text("metric").equals(metric)
                                && score.text("block").equals(block)
                                && score.text("factor").equals(factor))
                        .findFirst()
                        .orElseThrow()
                        .plain()
                        .get("value"))
                .doubleValue();
    }

    @Test
    void a_users_codes_are_scored_by_block_and_factor() throws IOException {
        int code = suite(
                "score",
                file(),
                "--blocks",
                "a=0:1,b=1:3",
                "--factors",
                "shape:categorical,size:categorical",
                "--metrics",
                "linear-probe,gap",
                "--format",
                "json");

        assertThat(code).as(said()).isZero();
        assertThat(value("linear-probe", "codes", "shape")).isEqualTo(1);
        assertThat(value("linear-probe", "a", "shape")).isEqualTo(1);
        assertThat(value("linear-probe", "b", "size")).isEqualTo(1);
        assertThat(value("linear-probe", "a", "size")).isLessThan(0.9);
        assertThat(value("gap", "codes", "shape")).isPositive();
        Tree.Mapping text = JsonReader.read("", data.toString()).asMapping("scores");
        assertThat(text.whole("train_rows")).isEqualTo(40);
        assertThat(text.whole("test_rows")).isEqualTo(20);
        assertThat(scores().get(0).plain().keySet())
                .containsExactly("metric", "version", "block", "factor", "value", "n", "settings");
    }

    @Test
    void the_same_seed_gives_the_same_bytes_and_another_another_split() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String seed : List.of("1", "1", "2")) {
            assertThat(suite("score", file(), "--metrics", "knn,linear-r2", "--seed", seed, "--format", "csv"))
                    .isZero();
            texts.add(data.toString());
        }

        assertThat(texts.get(0))
                .startsWith("metric,version,block,factor,value,n,settings,reason\n")
                .isEqualTo(texts.get(1));
        assertThat(texts.get(2)).isNotEqualTo(texts.get(0));
    }

    @Test
    void test_rows_can_be_a_file_of_their_own_and_factors_numbers() throws IOException {
        Path test = file("test.npz", codes(30), factors(30));

        assertThat(suite(
                        "score",
                        file(),
                        "--test",
                        test,
                        "--factors",
                        "x:continuous,y:ignored",
                        "--metrics",
                        "linear-r2"))
                .as(this::said)
                .isZero();

        assertThat(data.toString())
                .contains("60 training rows, 30 test rows", "| linear-r2 | codes |")
                .doesNotContain("y");
    }

    @Test
    void all_metrics_but_networks_run_when_none_is_named() throws IOException {
        assertThat(suite("score", file(), "--format", "csv")).as(this::said).isZero();
        assertThat(said()).contains(": linear-probe", ": knn", ": linear-r2").doesNotContain(": mlp-");
        assertThat(data.toString()).doesNotContain("NaN");
    }

    @Test
    void files_that_cannot_be_scored_are_refused_with_the_remedy() throws IOException {
        NpyArray codes = codes(ROWS);
        float[] broken = codes.floats().clone();
        broken[7] = Float.NaN;
        long[] constant = new long[ROWS];
        long[] many = IntStream.range(0, 3000).asLongStream().toArray();
        double[] real =
                IntStream.range(0, ROWS).mapToDouble(row -> row % 3 + 0.5).toArray();

        refused(
                "array 'codes' holds NaN at [2, 1]",
                file("nan.npz", NpyArray.of(List.of(ROWS, 3), broken), factors(ROWS)));
        refused("has 2 columns; each needs a name", file(), "--factors", "only:categorical");
        refused("a row of factors for each row of codes", file("short.npz", codes, factors(30)));
        refused("one value in all rows", file("constant.npz", codes, NpyArray.of(List.of(ROWS), constant)));
        refused(
                "has 3000 values in 3000 rows, which is no category",
                file("many.npz", codes(3000), NpyArray.of(List.of(3000), many)));
        refused(
                "categories are whole numbers",
                file("real.npz", codes, NpyArray.of(List.of(ROWS), real)),
                "--factors",
                "x:categorical");
        refused("expected [n, dim]", file("flat.npz", NpyArray.of(List.of(3), 1f, 2f, 3f), factors(3)));
        refused("'b' and 'a' overlap", file(), "--blocks", "a=0:2,b=1:3");
        refused("Did you mean", file(), "--metrics", "linear-prob");
        refused("there is nothing to score", file(), "--factors", "a:ignored,b:ignored");
        refused(
                "the training file has 3 and 2",
                file(),
                "--test",
                file("other.npz", NpyArray.of(List.of(2, 1), 1f, 2f), factors(2)));
    }

    private void refused(String reason, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("score"));
        all.addAll(List.of(arguments));
        assertThat(suite(all.toArray())).isEqualTo(1);
        assertThat(said()).contains(reason).doesNotContain("Exception");
        assertThat(data.toString()).isEmpty();
    }

    @Test
    void codes_that_trials_kept_are_scored_without_training_and_held_against_the_records() throws IOException {
        Path file = Files.writeString(folder.resolve("tiny.yaml"), """
                name: tiny
                data: {name: drawn-digits, train_pairs: 64, test_pairs: 32, train_digits: 40, test_digits: 20,
                       train_textures: 40, test_textures: 20}
                methods: [simclr]
                seeds: [0]
                encoder: {name: conv, widths: [8, 16]}
                training: {steps: 3, batch: 16}
                scoring: {metrics: [linear-probe]}
                device: cpu
                precision: fp32
                keep: codes
                """);
        Path out = folder.resolve("out");
        assertThat(suite("run", file, "--out", out, "--threads", 1))
                .as(this::said)
                .isZero();

        assertThat(suite("score", out)).as(this::said).isZero();
        assertThat(said()).contains("1 trials scored anew;", "all as they are now.");

        assertThat(suite("score", out, "--metrics", "knn,linear-probe", "--format", "json"))
                .isZero();
        Tree.Mapping trial = JsonReader.read("", data.toString())
                .asMapping("trials")
                .list("trials")
                .get(0)
                .asMapping("a trial");
        assertThat(trial.text("method")).isEqualTo("simclr");
        assertThat(trial.list("scores").toString()).contains("recorded");

        assertThat(suite("score", out, "--test", file())).isEqualTo(1);
        assertThat(said()).contains("--test is for a file of codes");

        Path codes;
        try (var found = Files.find(out, 3, (path, facts) -> path.endsWith("codes-test.npz"))) {
            codes = found.findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(codes);
        bytes[bytes.length / 2] ^= 1;
        Files.write(codes, bytes);
        assertThat(suite("score", out)).isEqualTo(1);
        assertThat(said()).contains("codes-test.npz is not the file that the trial's record speaks of");
    }
}
