package org.disentangle.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.disentangle.datasets.npz.NpyArray;
import org.disentangle.datasets.npz.NpzFile;
import org.disentangle.datasets.npz.NpzLimits;
import org.disentangle.datasets.npz.NpzWriter;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.json.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectiveCommandTest extends CommandTest {
    private static final double TOLERANCE = 1e-5;

    private Path golden(String name) {
        try (InputStream stream = Objects.requireNonNull(getClass().getResourceAsStream(name), name)) {
            return Files.write(folder.resolve(name), stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path batch(Map<String, NpyArray> arrays) {
        Path file = folder.resolve("mine.npz");
        try (OutputStream out = Files.newOutputStream(file)) {
            NpzWriter.write(arrays, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static NpyArray rows(int views, int groups, int dimension) {
        float[] values = new float[views * groups * dimension];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(0.37 * i * i + 1.7 * i + 0.3);
        }
        return NpyArray.of(List.of(views, groups, dimension), values);
    }

    @ParameterizedTest
    @CsvSource({
        "simclr,     z, batch.npz,                  temperature=0.5",
        "ortho-perm, z, batch-with-permutation.npz, lambda=0.3",
        "supervised, r, batch.npz,                  temperature=0.1"
    })
    void loss_and_gradient_are_those_of_pytorch(String method, String of, String batch, String setting) {
        Path gradients = folder.resolve("gradients.npz");

        int code = suite(
                "objective",
                method,
                golden(batch).toString(),
                "--set",
                setting,
                "--out",
                gradients.toString(),
                "--format",
                "json");

        assertThat(code).as(said()).isZero();
        NpzLimits limits = new NpzLimits(1 << 20, 1 << 20);
        try (NpzFile expected = NpzFile.open(golden(method + ".npz"), limits);
                NpzFile found = NpzFile.open(gradients, limits)) {
            double[] gradient = expected.array(of).doubles();
            double norm = Math.sqrt(DoubleStream.of(gradient).map(x -> x * x).sum());
            Map<String, Object> printed = printed();
            double loss = expected.array("loss").doubles()[0];
            assertThat((double) printed.get("loss")).isCloseTo(loss, within(TOLERANCE * loss));
            assertThat((double) printed.get("gradient_norm")).isCloseTo(norm, within(TOLERANCE * norm));
            assertThat(found.names()).containsExactly(of);
            assertThat(found.array(of)).hasToString("float32[2, 5, 12]");
            double greatest = DoubleStream.of(gradient).map(Math::abs).max().orElseThrow();
            assertThat(found.array(of).doubles()).containsExactly(gradient, within(TOLERANCE * greatest));
        }
    }

    private Map<String, Object> printed() {
        return new LinkedHashMap<>(
                JsonReader.read("", data.toString()).asMapping("it").plain());
    }

    @Test
    void terms_stand_beside_the_loss_and_the_notes_are_for_people() {
        suite("objective", "ortho-perm", golden("batch-with-permutation.npz").toString(), "--format", "json");

        Tree.Mapping printed = JsonReader.read("", data.toString()).asMapping("it");
        assertThat(printed.members()).containsOnlyKeys("loss", "terms", "gradient_norm");
        Map<String, ?> terms = printed.mapping("terms").plain();
        double loss = (double) Objects.requireNonNull(printed.get("loss")).plain();
        assertThat(loss)
                .isCloseTo((double) terms.get("infomax") + 0.1 * (double) terms.get("regularizer"), within(1e-5));
        assertThat(said()).isEqualTo("'embedding' is 6, to fit the rows of z.\n");
    }

    @Test
    void text_is_the_default_and_arrays_of_other_objectives_are_left_aside() {
        int code = suite("objective", "simclr", golden("batch.npz").toString(), "--set", "embedding=12");

        assertThat(code).isZero();
        assertThat(data.toString()).matches("loss +\\d\\.\\d+\n  infomax +\\d\\.\\d+\ngradient norm +\\d\\.\\d+\n");
        assertThat(said()).isEqualTo("'simclr' does not use [r, labels, labels_0, labels_1].\n");
    }

    @Test
    void labels_may_be_given_for_each_view() {
        NpyArray z = rows(2, 3, 4);
        suite(
                "objective",
                "hessian",
                batch(Map.of("z", z, "labels", NpyArray.of(List.of(3), 0L, 1L, 0L)))
                        .toString());
        String perGroup = data.toString();
        suite(
                "objective",
                "hessian",
                batch(Map.of("z", z, "labels", NpyArray.of(List.of(2, 3), 0L, 1L, 0L, 0L, 1L, 0L)))
                        .toString());
        assertThat(data.toString()).isEqualTo(perGroup);

        suite(
                "objective",
                "hessian",
                batch(Map.of("z", z, "labels", NpyArray.of(List.of(2, 3), 0L, 1L, 0L, 0L, 1L, 1L)))
                        .toString());
        assertThat(data.toString()).isNotEqualTo(perGroup);
    }

    static Stream<Arguments> mistakes() {
        NpyArray z = rows(2, 4, 16);
        NpyArray labels = NpyArray.of(List.of(4), 0L, 1L, 2L, 3L);
        NpyArray permutation = NpyArray.of(List.of(8), 0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
        float[] broken = z.floats().clone();
        broken[16 * 4 + 16 + 3] = Float.NaN;
        double[] huge = z.doubles().clone();
        huge[5] = 1e300;
        List<Arguments> all = new ArrayList<>();
        all.add(mistake(
                "simclr",
                Map.of("z", rows(3, 4, 16)),
                "array 'z' is float32[3, 4, 16]: 3 views, but 'simclr' works on 2"));
        all.add(mistake("simclr", Map.of("z", rows(2, 1, 16)), "array 'z' is float32[2, 1, 16]: a batch of one group"));
        all.add(mistake(
                "simclr",
                Map.of("z", NpyArray.of(List.of(8, 16), z.floats())),
                "array 'z' is float32[8, 16], expected [views, batch, dim]"));
        all.add(mistake(
                "simclr",
                Map.of("z", NpyArray.of(List.of(2, 0, 16), new float[0])),
                "array 'z' is float32[2, 0, 16], expected"));
        all.add(mistake(
                "simclr",
                Map.of("z", NpyArray.of(List.of(2, 4, 16), new long[128])),
                "array 'z' is int64[2, 4, 16], expected"));
        all.add(mistake(
                "simclr", Map.of("z", NpyArray.of(List.of(2, 4, 16), broken)), "array 'z' holds NaN at [1, 1, 3]"));
        all.add(mistake(
                "simclr",
                Map.of("z", NpyArray.of(List.of(2, 4, 16), huge)),
                "array 'z' holds 1.0E300 at [0, 0, 5], which is beyond float32"));
        all.add(mistake("simclr", Map.of("x", z), "lacks [z]; it holds [x]. 'simclr' takes:\n  z "));
        all.add(mistake(
                "simclr",
                Map.of("z", z, "weights", labels),
                "holds arrays that are not known: [weights]. 'simclr' takes:\n  z "));
        all.add(
                mistake(
                        "simclr",
                        Map.of("z", rows(2, 4, 15)),
                        "The rows of z have 15 numbers, but the heads of 'simclr' make 16 with 'embedding: 16'. No value of 'embedding' was found that makes 15."));
        all.add(mistake("infomin", Map.of("z", z), "lacks [labels]; it holds [z]. 'infomin' takes:"));
        all.add(mistake(
                "infomin",
                Map.of("z", z, "labels", NpyArray.of(List.of(5), new long[5])),
                "array 'labels' is int64[5], expected [4] or [2, 4]"));
        all.add(mistake(
                "infomin",
                Map.of("z", z, "labels", NpyArray.of(List.of(4), new float[4])),
                "array 'labels' is float32[4], expected whole numbers"));
        all.add(mistake(
                "infomin",
                Map.of("z", z, "labels", NpyArray.of(List.of(4), 0L, -1L, 0L, 0L)),
                "array 'labels' holds -1 at [1], expected 0 to 65535"));
        all.add(mistake("ortho-perm", Map.of("z", z, "labels", labels), "lacks [permutation]"));
        all.add(mistake(
                "ortho-perm",
                Map.of("z", z, "labels", labels, "permutation", labels),
                "array 'permutation' is int64[4], expected the shape [8]"));
        all.add(mistake(
                "ortho-perm",
                Map.of("z", z, "labels", labels, "permutation", NpyArray.of(List.of(8), new long[8])),
                "array 'permutation' is [0, 0, 0, 0, 0, 0, 0, 0], expected 0 to 7, each once"));
        all.add(mistake(
                "simclr",
                Map.of("z", z, "permutation", permutation),
                "holds arrays that are not known: [permutation]"));
        all.add(mistake("supervised", Map.of("z", z), "lacks [r, labels_0, labels_1]; it holds [z]"));
        all.add(mistake("supervised", Map.of("r", z, "labels_0", labels), "lacks [labels_1]"));
        all.add(mistake(
                "supervised",
                Map.of("r", z, "z", rows(2, 3, 16), "labels_0", labels, "labels_1", labels),
                "z and r are of different batches"));
        all.add(mistake("random", Map.of("z", z), "The method 'random' does not train and has no objective"));
        return all.stream();
    }

    private static Arguments mistake(String method, Map<String, NpyArray> arrays, String message) {
        return Arguments.of(method, arrays, message);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_batch_that_does_not_fit_is_refused(String method, Map<String, NpyArray> arrays, String message) {
        int code = suite("objective", method, batch(arrays).toString());

        assertThat(said()).startsWith("suite: ").contains(message).doesNotContain("Exception");
        assertThat(code).isEqualTo(1);
        assertThat(data.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            simclrr | temperature=1  | Unknown method 'simclrr'
            simclr  | temperature    | --set is 'temperature'; allowed is KEY=VALUE
            simclr  | temperature=   | --set is 'temperature='; allowed is KEY=VALUE
            simclr  | temprature=1   | --set (/temprature): unknown key 'temprature' in 'simclr'
            simclr  | temperature=-1 | --set (/temperature): 'temperature' is -1.0; allowed is
            simclr  | hidden=16      | --set (/hidden): 'hidden' is 16; allowed is a list
            simclr  | labels=[a      | --set labels:1:3: not YAML
            simclr  | name=hessian   | --set has no key 'name'
            simclr  | embedding=8    | make 8 with 'embedding: 8'. Use --set embedding=12.
            """)
    void options_are_read_as_strictly_as_in_an_experiment(String method, String setting, String message) {
        int code = suite("objective", method, golden("batch.npz").toString(), "--set", setting);

        assertThat(said()).contains(message).doesNotContain("Exception");
        assertThat(code).isEqualTo(1);
    }

    @Test
    void a_loss_beyond_float32_is_refused() {
        double[] huge = rows(2, 4, 16).doubles();
        for (int i = 0; i < huge.length; i++) {
            huge[i] *= 1e30;
        }
        String file = batch(Map.of("z", NpyArray.of(List.of(2, 4, 16), huge))).toString();

        int code = suite("objective", "simclr", file, "--set", "normalize=false");

        assertThat(said()).contains("in float32: its numbers are too large").doesNotContain("Exception");
        assertThat(code).isEqualTo(1);
    }

    @Test
    void the_batch_is_not_overwritten_and_no_option_is_given_twice() {
        String batch = golden("batch.npz").toString();

        assertThat(suite("objective", "simclr", batch, "--out", batch)).isEqualTo(1);
        assertThat(said()).contains("--out is the batch itself");
        assertThat(suite("objective", "simclr", batch, "--set", "temperature=1", "--set", "temperature=2"))
                .isEqualTo(1);
        assertThat(said()).contains("--set gives 'temperature' twice");
        assertThat(suite("objective", "simclr", folder.resolve("none.npz").toString()))
                .isEqualTo(1);
        assertThat(said()).contains("none.npz: is missing");
        assertThat(suite("objective", "simclr", batch, "--engine", "torhc")).isEqualTo(1);
        assertThat(said()).contains("Unknown engine 'torhc'");
    }

    @Test
    void a_description_lists_the_arrays() {
        assertThat(suite("describe", "ortho-perm")).isZero();
        assertThat(data.toString())
                .contains(
                        "    z: float32 [2, batch, dim], ",
                        "    labels: int64 [batch], the joint label of each group",
                        "    permutation: int64 [8], which element of z0 stands at each place");
        assertThat(suite("describe", "supervised", "--format", "json")).isZero();
        List<String> names =
                JsonReader.read("", data.toString()).asList("it").get(0).asMapping("it").list("arrays").stream()
                        .map(array -> array.asMapping("it").text("name"))
                        .toList();
        assertThat(names).containsExactly("r", "labels_0", "labels_1");
        assertThat(suite("describe", "random")).isZero();
        assertThat(data.toString()).doesNotContain("suite objective");
    }
}
