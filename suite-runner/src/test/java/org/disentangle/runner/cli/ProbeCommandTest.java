package org.disentangle.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.disentangle.datasets.npz.NpyArray;
import org.disentangle.datasets.npz.NpyWriter;
import org.disentangle.datasets.npz.NpzWriter;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.json.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class ProbeCommandTest extends CommandTest {
    private static final int TRAIN = 90;
    private static final int TEST = 45;

    /** Two columns of which a line tells three classes apart but for some rows. */
    private static NpyArray codes(int rows, int from) {
        float[] values = new float[rows * 2];
        for (int row = 0; row < rows; row++) {
            int number = row + from;
            values[row * 2] = number % 3 + 0.6f * (float) Math.sin(number * number);
            values[row * 2 + 1] = (float) Math.cos(5.0 * number * number);
        }
        return NpyArray.of(List.of(rows, 2), values);
    }

    private static NpyArray labels(int rows, int from) {
        return NpyArray.of(
                List.of(rows),
                LongStream.range(from, from + rows).map(number -> number % 3).toArray());
    }

    private String file(String name, NpyArray array) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, NpyWriter.bytes(array));
        return file.toString();
    }

    private int probeOf(String codes, String labels, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("probe", "--train", codes, labels, "--test"));
        arguments.add(file("test.npy", codes(TEST, TRAIN)));
        arguments.add(file("test-labels.npy", labels(TEST, TRAIN)));
        arguments.addAll(List.of(more));
        return suite(arguments.toArray(String[]::new));
    }

    private int probe(String... more) throws IOException {
        return probeOf(file("train.npy", codes(TRAIN, 0)), file("labels.npy", labels(TRAIN, 0)), more);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear-probe", "linear-probe-grid"})
    void codes_read_from_files_have_the_scores_of_codes_in_memory(String metric) throws IOException {
        assertThat(probe("--metric", metric, "--format", "json", "--details")).isEqualTo(ExitCode.WELL);
        Tree.Mapping streamed = score();
        assertThat(streamed.plain().get("details")).isInstanceOf(Map.class);
        String train = archive("train.npz", codes(TRAIN, 0), labels(TRAIN, 0));
        String test = archive("test.npz", codes(TEST, TRAIN), labels(TEST, TRAIN));
        assertThat(suite("score", train, "--test", test, "--metrics", metric, "--format", "json", "--details"))
                .isEqualTo(ExitCode.WELL);
        Tree.Mapping held = score();
        assertThat(number(streamed, "value")).isBetween(0.7, 0.99);
        assertThat(number(streamed, "value")).isEqualTo(number(held, "value"));
        assertThat(streamed.plain().get("details")).isEqualTo(held.plain().get("details"));
    }

    @Test
    void options_of_the_probe_count() throws IOException {
        probe("--set", "l2=100", "--format", "json", "--details");
        // Penalised into guessing among three classes.
        Map<?, ?> details = (Map<?, ?>) score().plain().get("details");
        assertThat(((Number) details.get("objective")).doubleValue()).isCloseTo(Math.log(3), within(0.01));
        assertThat(String.valueOf(score().plain().get("settings"))).contains("l2=100");
    }

    @Test
    void codes_of_another_type_are_refused_with_the_words_that_save_them_right() throws IOException {
        double[] wide = new double[TRAIN * 2];
        String codes = file("wide.npy", NpyArray.of(List.of(TRAIN, 2), wide));
        assertThat(probeOf(codes, file("labels.npy", labels(TRAIN, 0)))).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("wide.npy: is float64[90, 2]", "numpy.ascontiguousarray(codes, dtype='<f4')");
    }

    @Test
    void a_file_cut_short_is_refused() throws IOException {
        byte[] bytes = NpyWriter.bytes(codes(TRAIN, 0));
        Path codes = folder.resolve("short.npy");
        Files.write(codes, Arrays.copyOf(bytes, bytes.length - 4));
        assertThat(probeOf(codes.toString(), file("labels.npy", labels(TRAIN, 0))))
                .isEqualTo(ExitCode.USER);
        assertThat(said()).contains("short.npy");
    }

    @Test
    void codes_that_are_not_finite_are_refused_with_their_place() throws IOException {
        float[] values = codes(TRAIN, 0).floats().clone();
        values[2 * 7 + 1] = Float.NaN;
        String codes = file("nan.npy", NpyArray.of(List.of(TRAIN, 2), values));
        assertThat(probeOf(codes, file("labels.npy", labels(TRAIN, 0)))).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("NaN in column 1 of training row 7");
    }

    @Test
    void labels_of_other_rows_or_below_0_are_refused() throws IOException {
        String codes = file("train.npy", codes(TRAIN, 0));
        assertThat(probeOf(codes, file("few.npy", labels(TRAIN - 1, 0)))).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("few.npy: is int64[89], expected whole numbers [90]");
        long[] negative = IntStream.range(0, TRAIN)
                .mapToLong(row -> row == 4 ? -1 : row % 3)
                .toArray();
        assertThat(probeOf(codes, file("negative.npy", NpyArray.of(List.of(TRAIN), negative))))
                .isEqualTo(ExitCode.USER);
        assertThat(said()).contains("label -1 in row 4");
    }

    @Test
    void a_metric_that_needs_all_codes_is_refused() throws IOException {
        assertThat(probe("--metric", "mig")).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("'mig'", "allowed are linear-probe, linear-probe-grid");
    }

    private String archive(String name, NpyArray codes, NpyArray labels) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("codes", codes);
        arrays.put("factors", labels);
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            NpzWriter.write(arrays, out);
        }
        return file.toString();
    }

    private Tree.Mapping score() {
        return JsonReader.read("", data.toString())
                .asMapping("scores")
                .list("scores")
                .get(0)
                .asMapping("a score");
    }

    private static double number(Tree.Mapping score, String key) {
        return ((Number) score.plain().get(key)).doubleValue();
    }
}
