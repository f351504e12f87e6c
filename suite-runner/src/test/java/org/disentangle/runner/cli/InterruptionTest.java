package org.disentangle.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.disentangle.runner.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stops a run, the same command brings it to the same board. */
@Timeout(300)
@EnabledOnOs({OS.LINUX, OS.MAC})
class InterruptionTest {
    private static final String EXPERIMENT = """
            name: tiny
            data: {name: drawn-digits, train_pairs: 64, test_pairs: 32, train_digits: 40, test_digits: 20,
                   train_textures: 40, test_textures: 20}
            methods: [ortho-perm]
            seeds: [0]
            encoder: {name: conv, widths: [8, 16]}
            training: {steps: 1000, batch: 32}
            device: cpu
            precision: fp32
            """;

    @TempDir
    Path folder;

    private Path file;

    private String[] arguments(String out) {
        return new String[] {
            "run", file.toString(), "--out", folder.resolve(out).toString(), "--threads", "1", "--progress", "none"
        };
    }

    private Process start(String out) throws IOException {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        return new ProcessBuilder(
                        Stream.concat(java.stream(), Stream.of(arguments(out))).toList())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(out + ".log").toFile())
                .start();
    }

    private int finish(String out) {
        Printer printer = new Printer(
                new PrintStream(java.io.OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                new PrintWriter(new StringWriter()));
        return SuiteCommand.execute(printer, arguments(out));
    }

    /** The curve is opened when training begins. */
    private void awaitTraining(String out, Process runner) throws IOException, InterruptedException {
        while (!isTraining(out)) {
            assertThat(runner.isAlive())
                    .as(() -> "the runner ended early; its output is in " + folder.resolve(out + ".log"))
                    .isTrue();
            Thread.sleep(20);
        }
        Thread.sleep(300);
    }

    private boolean isTraining(String out) throws IOException {
        Path trials = folder.resolve(out).resolve("trials");
        if (!Files.isDirectory(trials)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(trials)) {
            return files.anyMatch(path -> path.endsWith("curve.jsonl"));
        } catch (UncheckedIOException e) {
            // A file that the runner removed meanwhile.
            return false;
        }
    }

    /** A process that has ended stays in the table until somebody asks for its exit code, and then has no command. */
    private static void awaitEnd(ProcessHandle orphan) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (orphan.isAlive() && orphan.info().command().isPresent()) {
            assertThat(System.nanoTime()).as("an orphan goes on").isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private void expectEqualBoards() {
        for (String board : List.of("board.json", "board.csv", "board.md")) {
            assertThat(folder.resolve("stopped").resolve(board))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(board));
        }
    }

    @Test
    void a_run_that_was_killed_and_then_stopped_ends_with_the_board_of_one_that_was_not()
            throws IOException, InterruptedException {
        file = Files.writeString(folder.resolve("tiny.yaml"), EXPERIMENT);
        assertThat(finish("whole")).isZero();

        Process killed = start("stopped");
        awaitTraining("stopped", killed);
        List<ProcessHandle> workers = killed.descendants().toList();
        killed.destroyForcibly();
        assertThat(killed.waitFor()).isEqualTo(128 + 9);
        assertThat(workers).isNotEmpty();
        for (ProcessHandle worker : workers) {
            awaitEnd(worker);
        }

        try (Stream<Path> left = Files.walk(folder.resolve("stopped"))) {
            for (Path curve : left.filter(path -> path.endsWith("curve.jsonl")).toList()) {
                Files.delete(curve);
            }
        }
        Process stopped = start("stopped");
        awaitTraining("stopped", stopped);
        stopped.destroy();
        assertThat(stopped.waitFor()).as("after SIGTERM").isEqualTo(130);
        try (Stream<Path> left = Files.walk(folder.resolve("stopped"))) {
            assertThat(left).anyMatch(path -> path.endsWith("checkpoint.bin"));
        }

        assertThat(finish("stopped")).isZero();
        expectEqualBoards();
    }
}
