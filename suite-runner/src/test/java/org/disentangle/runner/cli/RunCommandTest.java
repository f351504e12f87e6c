package org.disentangle.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.OutputLock;
import org.disentangle.runner.store.RecordState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole way, with real workers, on an experiment of seconds. */
@Timeout(300)
class RunCommandTest extends CommandTest {
    private static final String EXPERIMENT = """
            name: tiny
            data: {name: drawn-digits, train_pairs: 64, test_pairs: 32, train_digits: 40, test_digits: 20,
                   train_textures: 40, test_textures: 20}
            methods: [random, {name: hessian, lambda: 0.1}]
            seeds: [0]
            encoder: {name: conv, widths: [8, 16]}
            training: {steps: 6, batch: 16}
            scoring: {metrics: [linear-probe, gap, diagonal]}
            device: cpu
            precision: fp32
            """;

    private Path file;
    private Path out;

    @BeforeEach
    void experiment() throws IOException {
        file = Files.writeString(folder.resolve("tiny.yaml"), EXPERIMENT);
        out = folder.resolve("out");
    }

    private int run(String... further) {
        return suite(Stream.concat(Stream.of("run", file, "--out", out, "--threads", 1), Stream.of(further))
                .toArray());
    }

    private Map<String, String> boards() throws IOException {
        Map<String, String> boards = new TreeMap<>();
        for (String name : List.of("board.json", "board.csv", "board.md")) {
            boards.put(name, Files.readString(out.resolve(name)));
        }
        return boards;
    }

    @Test
    void a_run_is_idempotent_repairs_what_is_damaged_and_grows() throws IOException {
        assertThat(run()).as(this::said).isZero();
        Map<String, String> first = boards();
        assertThat(said()).contains("2 of 2 trials are done.");
        assertThat(first.get("board.md")).contains("All 2 trials are done.", "### hessian");

        assertThat(run()).isZero();
        assertThat(said()).doesNotContain("to run");
        assertThat(boards()).isEqualTo(first);

        OutputFolder output = new OutputFolder(out);
        Path record = output.trial(output.plan().trials().get(1).id()).resolve("record.json");
        byte[] bytes = Files.readAllBytes(record);
        bytes[bytes.length / 2] ^= 1;
        Files.write(record, bytes);
        assertThat(run()).as(this::said).isZero();
        assertThat(said()).contains("A damaged record is not used; its trial is run again.", "1 of 2 trials to run");
        assertThat(record.resolveSibling("record.json.damaged-1")).hasBinaryContent(bytes);
        assertThat(boards()).isEqualTo(first);

        Files.writeString(file, EXPERIMENT.replace("seeds: [0]", "seeds: [0, 1]"));
        assertThat(run("--workers", "2")).as(this::said).isZero();
        assertThat(said()).contains("2 of 4 trials to run", "4 of 4 trials are done.");
    }

    @Test
    void a_diverged_trial_is_counted_and_the_run_ends_with_2() throws IOException {
        // The weights overflow within a few steps.
        Files.writeString(
                file,
                EXPERIMENT.replace(
                        "{name: hessian, lambda: 0.1}",
                        "{name: hessian, lambda: 1e30, training: {optimizer: {learning_rate: 1e30}}}"));

        assertThat(run()).as(this::said).isEqualTo(2);

        OutputFolder output = new OutputFolder(out);
        RecordState state = output.record(output.plan().trials().get(1).id());
        assertThat(((RecordState.Present) state).record().status().name()).isEqualTo("DIVERGED");
        assertThat(said()).contains("1 of 2 trials are done, 1 diverged.");
        assertThat(boards().get("board.md")).contains("## Trials in no mean", "diverged", "not-finite");
        assertThat(said()).doesNotContain("final");
        assertThat(run()).isEqualTo(2);
        assertThat(said()).contains("1 trial has diverged before; that is final");
    }

    @Test
    void a_damaged_data_file_is_told_once_before_work_starts() throws IOException {
        Path data = folder.resolve("data");
        for (String name : List.of(
                "mnist/train-images-idx3-ubyte.gz",
                "mnist/train-labels-idx1-ubyte.gz",
                "mnist/t10k-images-idx3-ubyte.gz",
                "mnist/t10k-labels-idx1-ubyte.gz",
                "stl10/train_X.bin",
                "stl10/train_y.bin",
                "stl10/test_X.bin",
                "stl10/test_y.bin")) {
            Files.createDirectories(data.resolve(name).getParent());
            Files.writeString(data.resolve(name), "no such thing");
        }
        Files.writeString(
                file,
                "{name: tiny, data: mnist-stl10, methods: [random, simclr], seeds: [0], device: cpu, precision: fp32}");

        assertThat(run("--data", data.toString())).isEqualTo(1);

        assertThat(said()).startsWith("suite: " + data.resolve("mnist/")).doesNotContain("\tat ");
        assertThat(said().lines()).hasSize(1);
        assertThat(out.resolve("board.md")).doesNotExist();
    }

    @Test
    void a_second_runner_on_the_folder_is_refused() throws IOException {
        Files.createDirectories(out);
        try (OutputLock lock = OutputLock.acquire(out, Clock.systemUTC())) {
            assertThat(lock.isHeld()).isTrue();
            assertThat(run()).isEqualTo(1);
        }
        assertThat(said()).startsWith("suite: Another runner is at work on " + out);
    }

    @Test
    void a_folder_of_another_experiment_is_refused() throws IOException {
        new OutputFolder(out).adopt(Fixtures.plan());

        assertThat(run()).isEqualTo(1);
        assertThat(said()).contains("belongs to the experiment 'small', this one is 'tiny'. Give another --out.");
    }

    @Test
    void a_folder_that_cannot_be_written_is_told_before_work_starts() throws IOException {
        out = Files.writeString(folder.resolve("a-file"), "").resolve("out");

        assertThat(run()).isEqualTo(1);
        assertThat(said()).startsWith("suite: Could not write " + out).doesNotContain("\tat ");
    }
}
