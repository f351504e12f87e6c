package org.disentangle.runner.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.disentangle.core.UserError;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.json.YamlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinksTest {
    private static final Plan PLAN = Fixtures.plan(Fixtures.EXPERIMENT.replace("name: small", "name: small.2"));
    private static final PlannedTrial TRIAL = PLAN.trials().get(1);
    private static final TrialRecord RECORD = Fixtures.done(TRIAL, Fixtures.scores(0.5, 0.25, 0.5, 0.25));
    private static final List<String> CURVE =
            List.of("{\"loss\":2.5,\"step\":0}", "{\"lambda/style\":0.25,\"loss\":1.5,\"step\":300}");

    @TempDir
    Path folder;

    /** CRC-32C bit by bit, as RFC 3720 defines it: no table, no library. */
    private static int crc32c(byte[] data) {
        int crc = ~0;
        for (byte value : data) {
            crc ^= value & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : 0x82f63b78);
            }
        }
        return ~crc;
    }

    private static int masked(byte[] data) {
        int crc = crc32c(data);
        return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    }

    /** The messages of a TFRecord file whose checksums hold. */
    private static List<byte[]> frames(byte[] file) {
        List<byte[]> frames = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            byte[] length = new byte[8];
            buffer.get(length);
            assertThat(buffer.getInt()).isEqualTo(masked(length));
            byte[] data = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            buffer.get(data);
            assertThat(buffer.getInt()).isEqualTo(masked(data));
            frames.add(data);
        }
        return frames;
    }

    @Test
    void the_checksum_of_this_test_is_the_published_one() {
        assertThat(crc32c("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xE3069283);
    }

    @Test
    void tensorboard_gets_the_version_then_the_steps_then_the_scores() throws IOException {
        new TensorBoardSink(folder).write(PLAN, TRIAL, RECORD, CURVE);

        Path run;
        try (Stream<Path> runs = Files.list(folder.resolve("small.2"))) {
            run = runs.findFirst().orElseThrow();
        }
        assertThat(run.getFileName().toString())
                .startsWith("hessian_lambda=0.001_")
                .endsWith(TRIAL.id().substring(0, 8));
        List<byte[]> frames = frames(Files.readAllBytes(run.resolve("events.out.tfevents.0.suite")));
        assertThat(frames).hasSize(1 + CURVE.size() + RECORD.scores().size());
        // Field 1, a double: 2026-01-01T00:00:00Z. Field 3, 13 bytes: the version.
        ByteBuffer first = ByteBuffer.wrap(frames.get(0)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(first.get()).isEqualTo((byte) 0x09);
        assertThat(first.getDouble()).isEqualTo(1_767_225_600.0);
        assertThat(new byte[] {first.get(), first.get()}).containsExactly(0x1a, 13);
        // Step 300 is 0xac 0x02; a summary of two values, of which the second is loss = 1.5f.
        byte[] last = frames.get(2);
        assertThat(last[9]).isEqualTo((byte) 0x10);
        assertThat(new byte[] {last[10], last[11]}).containsExactly(0xac, 0x02);
        byte[] loss = {0x0a, 4, 'l', 'o', 's', 's', 0x15, 0, 0, (byte) 0xc0, 0x3f};
        assertThat(last).endsWith(loss);
        assertThat(new String(frames.get(3), StandardCharsets.ISO_8859_1)).contains("score/linear-probe.r.DC");
    }

    @Test
    void mlflow_gets_an_experiment_and_a_run_with_parameters_and_metrics_and_twice_is_once() throws IOException {
        MlflowSink sink = new MlflowSink(folder);
        sink.write(PLAN, TRIAL, RECORD, CURVE);
        sink.write(PLAN, TRIAL, RECORD, CURVE);

        Path experiment = folder.resolve(MlflowSink.experimentId("small.2"));
        assertThat(YamlReader.read("meta", Files.readString(experiment.resolve("meta.yaml")))
                        .asMapping("meta")
                        .text("name"))
                .isEqualTo("small.2");
        Path run = experiment.resolve(TRIAL.id().substring(0, 32));
        assertThat(YamlReader.read("meta", Files.readString(run.resolve("meta.yaml")))
                        .asMapping("meta")
                        .whole("status"))
                .isEqualTo(3);
        assertThat(run.resolve("metrics/loss")).content().isEqualTo("1767225600000 2.5 0\n1767225660000 1.5 300\n");
        assertThat(run.resolve("metrics/lambda_style")).content().isEqualTo("1767225660000 0.25 300\n");
        assertThat(run.resolve("metrics/score.gap.z.DC")).content().isEqualTo("1767225660000 0.0 300\n");
        assertThat(run.resolve("params/method.options.lambda")).content().isEqualTo("0.001");
    }

    @Test
    void a_sink_that_fails_is_named_once_and_the_others_go_on() throws IOException {
        Path file = Files.writeString(folder.resolve("a file"), "");
        List<String> notes = new ArrayList<>();
        Sinks sinks = new Sinks(List.of(new TensorBoardSink(file), new MlflowSink(folder.resolve("runs"))), notes::add);

        sinks.write(PLAN, TRIAL, RECORD, id -> CURVE);
        sinks.write(PLAN, TRIAL, RECORD, id -> CURVE);

        assertThat(notes).hasSize(1);
        assertThat(notes.get(0)).contains("The sink tensorboard=" + file, "results are not touched");
        assertThat(folder.resolve("runs")).isNotEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"tensorbord=x,Did you mean 'tensorboard'?", "mlflow,allowed is tensorboard=DIR", "mlflow=,mlflow=DIR"})
    void what_is_no_sink_is_refused(String wanted, String message) {
        assertThatThrownBy(() -> Sinks.parse(wanted))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }
}
