package org.disentangle.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipFile;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.Split;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.runner.codes.KeptCodes;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.experiment.TrialSpec;
import org.disentangle.runner.experiment.TrialSpecs;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.json.Tree;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.RecordState;
import org.disentangle.runner.trial.RenderedSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** On trials of seconds: what plain Deeplearning4j makes of the exported file are the codes that the trial kept. */
@Timeout(300)
class EncoderCommandTest extends CommandTest {
    private static final double SAME = 1e-4;

    private Path out;
    private OutputFolder output;

    private void run(String encoder, String keep) throws IOException {
        Path file = Files.writeString(folder.resolve("tiny.yaml"), """
                name: tiny
                data: {name: drawn-digits, train_pairs: 64, test_pairs: 32, train_digits: 40, test_digits: 20,
                       train_textures: 40, test_textures: 20}
                methods: [sub-infomax]
                seeds: [0]
                encoder: %s
                training: {steps: 4, batch: 16}
                scoring: {metrics: [linear-probe]}
                engine: libtorch
                device: cpu
                precision: fp32
                %s
                """.formatted(encoder, keep));
        out = folder.resolve("out");
        assertThat(suite("run", file, "--out", out, "--threads", 1))
                .as(this::said)
                .isZero();
        output = new OutputFolder(out);
    }

    private PlannedTrial trial() {
        return output.plan().trials().get(0);
    }

    private TrialRecord record() {
        return ((RecordState.Present) output.record(trial().id())).record();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: conv, widths: [8, 16]}",
                "{name: conv, widths: [8, 16], pooling: flatten, output_norm: false}",
                "{name: mlp, widths: [32, 16], batch_norm: true}",
                "{name: resnet}"
            })
    void plain_deeplearning4j_gives_the_codes_that_the_trial_kept(String encoder) throws IOException {
        run(encoder, "keep: [codes, model]");
        Path file = folder.resolve("encoder.zip");
        assertThat(suite("encoder", out, trial().id().substring(0, 12), "--to", file))
                .as(this::said)
                .isZero();
        assertThat(said())
                .contains("Written: ", "the encoder of sub-infomax seed 0", "[n, 3, 32, 32] to r [n, ", " and z [n, ");

        Catalog catalog = Catalog.load(getClass().getClassLoader());
        TrialSpec spec = TrialSpecs.read(Tree.of("spec", record().spec()), catalog);
        DataSet data = spec.data().open(folder);
        HostTensor samples = RenderedSamples.of(data, catalog.engines().get("libtorch"), Split.TEST, 20);
        long[] sizes =
                samples.shape().sizes().stream().mapToLong(Integer::longValue).toArray();
        ComputationGraph graph = ModelSerializer.restoreComputationGraph(file.toFile());
        INDArray[] found = graph.output(Nd4j.createFromArray(samples.floats()).reshape(sizes));

        var kept = KeptCodes.read(output.trial(trial().id()), record()).test();
        assertThat(graph.getConfiguration().getNetworkOutputs()).containsExactly("r", "z");
        expectSame(found[0], Objects.requireNonNull(kept.get("r")));
        expectSame(found[1], Objects.requireNonNull(kept.get("z")));
        graph.close();
    }

    private static void expectSame(INDArray found, Codes kept) {
        float[] codes = found.dup('c').data().asFloat();
        assertThat(found.size(1)).isEqualTo(kept.dimension());
        for (int i = 0; i < codes.length; i++) {
            assertThat((double) codes[i]).as("%s %d", kept.block(), i).isCloseTo(kept.values()[i], within(SAME));
        }
    }

    @Test
    void the_file_says_where_it_comes_from_and_what_its_columns_are() throws IOException {
        run("{name: conv, widths: [8, 16]}", "keep: model");
        Path file = folder.resolve("encoder.zip");
        assertThat(suite("encoder", out, trial().id(), "--to", file)).isZero();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String text =
                    new String(zip.getInputStream(zip.getEntry("suite.json")).readAllBytes(), StandardCharsets.UTF_8);
            Tree.Mapping origin = JsonReader.read("suite.json", text).asMapping("an origin");
            assertThat(origin.text("trial")).isEqualTo(trial().id());
            assertThat(origin.plain().get("sample")).isEqualTo(List.of(3L, 32L, 32L));
            assertThat(origin.list("blocks").toString()).contains("z0", "z1");
        }
        assertThat(suite("encoder", out, trial().id(), "--to", file)).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("is there already");
        assertThat(suite("verify", out)).as(this::said).isZero();
    }

    @Test
    void the_program_in_the_documentation_compiles_and_loads_it() throws Exception {
        run("{name: conv, widths: [8, 16]}", "keep: model");
        Path file = folder.resolve("encoder.zip");
        assertThat(suite("encoder", out, trial().id(), "--to", file)).isZero();
        String page = Files.readString(Path.of("../docs/deeplearning4j.md"));
        int start = page.indexOf("```java\n") + "```java\n".length();
        Path source = Files.writeString(
                folder.resolve("LoadEncoder.java"), page.substring(start, page.indexOf("```", start)));
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        assertThat(compiler.run(null, null, null, "-d", folder.toString(), source.toString()))
                .isZero();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass("LoadEncoder").getMethod("main", String[].class).invoke(null, (Object)
                    new String[] {file.toString()});
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("[r, z]", "[8,16]");
    }

    @Test
    void what_cannot_be_exported_says_why() throws IOException {
        run("{name: conv, widths: [8, 16]}", "");
        Path file = folder.resolve("encoder.zip");
        assertThat(suite("encoder", out, trial().id(), "--to", file)).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("kept no model. Put 'keep: model' into the experiment");
        for (String wrong : List.of("", "zzz", "../../etc", "\"<b>")) {
            assertThat(suite("encoder", out, wrong, "--to", file)).isEqualTo(ExitCode.USER);
            assertThat(said()).contains("allowed is the beginning of the id of one trial");
        }
        assertThat(suite("encoder", folder.resolve("nowhere"), "a", "--to", file))
                .isEqualTo(ExitCode.USER);
        assertThat(file).doesNotExist();
    }

    @Test
    void a_model_that_was_changed_is_refused() throws IOException {
        run("{name: conv, widths: [8, 16]}", "keep: model");
        Path model = output.trial(trial().id()).resolve("model.npz");
        byte[] bytes = Files.readAllBytes(model);
        bytes[bytes.length / 2] ^= 1;
        Files.write(model, bytes);
        assertThat(suite("encoder", out, trial().id(), "--to", folder.resolve("encoder.zip")))
                .isEqualTo(ExitCode.USER);
        assertThat(said()).contains("model.npz is not the file that the trial's record speaks of");
        assertThat(suite("verify", out)).isEqualTo(ExitCode.TROUBLE);
    }
}
