package org.disentangle.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.disentangle.core.engine.Processor;
import org.disentangle.core.metric.Score;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.RecordFile;
import org.disentangle.runner.store.RecordState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On an experiment of seconds with two trials, one of which is looked after in each test. */
@Timeout(300)
class VerifyCommandTest extends CommandTest {
    private static final String EXPERIMENT = """
            name: tiny
            data: {name: drawn-digits, train_pairs: 64, test_pairs: 32, train_digits: 40, test_digits: 20,
                   train_textures: 40, test_textures: 20}
            methods: [random, simclr]
            seeds: [0]
            encoder: {name: conv, widths: [8, 16]}
            training: {steps: 4, batch: 16}
            scoring: {metrics: [linear-probe, gap]}
            device: cpu
            precision: fp32
            keep: codes
            """;

    private Path out;
    private OutputFolder output;
    private Path trial;

    @BeforeEach
    void run() throws IOException {
        Path file = Files.writeString(folder.resolve("tiny.yaml"), EXPERIMENT);
        out = folder.resolve("out");
        assertThat(suite("run", file, "--out", out, "--threads", 1))
                .as(this::said)
                .isZero();
        output = new OutputFolder(out);
        trial = output.trial(output.plan().trials().get(1).id());
    }

    private int verify(Object... further) {
        List<Object> arguments = new ArrayList<>(List.of("verify", out));
        arguments.addAll(List.of(further));
        return suite(arguments.toArray());
    }

    @Test
    void what_was_not_touched_is_as_it_must_be_and_training_again_gives_the_same_bits() throws IOException {
        assertThat(verify("--rerun", "2")).as(this::said).isZero();
        assertThat(data.toString())
                .contains(
                        "2 records", "frozen encoders", "4 boards", "cells", "scores", "2 reruns", "Nothing is wrong.")
                .doesNotContain("Wrong", "Not seen");
        assertThat(verify("--rerun", trial.getFileName().toString().substring(0, 9), "--no-scores", "--format", "json"))
                .isZero();
        assertThat(data.toString()).contains("\"holds\": true", "\"reruns\": 1");
    }

    @Test
    void a_cell_that_was_changed_is_named_with_both_numbers() throws IOException {
        Path board = out.resolve("board.json");
        String text = Files.readString(board);
        int at = text.indexOf("\"mean\": ") + "\"mean\": ".length();
        int end = text.indexOf(',', at);
        Files.writeString(board, text.substring(0, at) + "0.99" + text.substring(end));

        assertThat(verify("--no-scores")).isEqualTo(ExitCode.TROUBLE);

        assertThat(data.toString())
                .contains(
                        "Wrong: board.json /rows/0: random",
                        "mean is 0.99, the records give " + text.substring(at, end),
                        "Wrong: board.json: is not what the records give",
                        "Something is wrong.");
    }

    @Test
    void a_board_in_markdown_that_was_changed_alone_is_found() throws IOException {
        Path board = out.resolve("board.md");
        Files.writeString(board, Files.readString(board).replaceFirst("n = 1", "n = 9"));
        assertThat(verify("--no-scores")).isEqualTo(ExitCode.TROUBLE);
        assertThat(data.toString())
                .contains("Wrong: board.md: is not what the records give")
                .doesNotContain("board.csv");
    }

    @Test
    void a_record_that_was_changed_and_signed_anew_does_not_agree_with_its_codes() throws IOException {
        TrialRecord record =
                ((RecordState.Present) output.record(trial.getFileName().toString())).record();
        List<Score> scores = new ArrayList<>(record.scores());
        Score first = scores.get(0);
        scores.set(0, new Score(first.metric(), first.block(), first.factor(), 0.999, first.n(), first.details()));
        TrialRecord changed = Fixtures.scored(record, scores, record.environment());
        Files.writeString(trial.resolve("record.json"), RecordFile.encode(changed));
        assertThat(suite("report", out)).isZero();

        assertThat(verify("--rerun", trial.getFileName())).isEqualTo(ExitCode.TROUBLE);

        assertThat(data.toString())
                .contains(
                        "is 0.999 in the record, its codes give " + first.value(),
                        "run again, 1 of " + scores.size() + " scores are others")
                .doesNotContain("the trained parameters are others");
    }

    @Test
    void a_network_that_a_metric_trained_on_another_processor_is_not_called_wrong_for_what_seeds_scatter_by()
            throws IOException {
        Path file = Files.writeString(
                folder.resolve("networks.yaml"),
                EXPERIMENT
                        .replace("[random, simclr]", "[random]")
                        .replace("[linear-probe, gap]", "[{name: mlp-informativeness, hidden: [4], epochs: 2}]"));
        out = folder.resolve("networks");
        assertThat(suite("run", file, "--out", out, "--threads", 1))
                .as(this::said)
                .isZero();
        output = new OutputFolder(out);
        trial = output.trial(output.plan().trials().get(0).id());
        TrialRecord record =
                ((RecordState.Present) output.record(trial.getFileName().toString())).record();
        assertThat(record.environment()).containsEntry("processor", Processor.name());
        Map<String, String> here = record.environment();
        Map<String, String> elsewhere = new TreeMap<>(here);
        elsewhere.put("processor", "another \"<b>\"");
        // On 32 test rows one network may answer some otherwise. What else the rule says is OtherProcessorTest's.
        double near = record.scores().get(0).value() - 0.06;

        expectWrong(record, near, here);
        expectNotSeen(record, near, elsewhere, "which was on another processor (another \"<b>\")");
    }

    private void expectWrong(TrialRecord record, double first, Map<String, String> environment) throws IOException {
        write(record, first, environment);
        assertThat(verify()).isEqualTo(ExitCode.TROUBLE);
        assertThat(data.toString()).contains("Wrong: ", "is " + first + " in the record");
        assertThat(suite("score", out)).isEqualTo(ExitCode.TROUBLE);
        assertThat(said()).contains("Not as recorded: ", "is " + first + " in the record");
    }

    private void expectNotSeen(TrialRecord record, double first, Map<String, String> environment, String reason)
            throws IOException {
        write(record, first, environment);
        assertThat(verify()).as(data::toString).isZero();
        assertThat(data.toString()).contains("Not seen: ", "is " + first + " in the record", reason);
        assertThat(suite("score", out)).as(this::said).isZero();
        assertThat(said())
                .contains(
                        "Not seen: ",
                        "is " + first + " in the record",
                        reason,
                        "1 of them with another value, of which 1 may be another processor's");
    }

    /** With another value of its first score, signed anew, and the boards of that. */
    private void write(TrialRecord record, double first, Map<String, String> environment) throws IOException {
        List<Score> scores = new ArrayList<>(record.scores());
        Score old = scores.get(0);
        scores.set(0, new Score(old.metric(), old.block(), old.factor(), first, old.n(), old.details()));
        Files.writeString(
                trial.resolve("record.json"), RecordFile.encode(Fixtures.scored(record, scores, environment)));
        assertThat(suite("report", out)).isZero();
    }

    @Test
    void damaged_and_missing_files_are_told_apart() throws IOException {
        Path codes = trial.resolve("codes-train.npz");
        byte[] bytes = Files.readAllBytes(codes);
        bytes[bytes.length / 2] ^= 1;
        Files.write(codes, bytes);
        Files.delete(trial.resolve("curve.jsonl"));

        assertThat(verify("--no-scores")).isEqualTo(ExitCode.TROUBLE);

        String where = "trials/" + trial.getFileName() + "/";
        assertThat(data.toString())
                .contains(
                        "Wrong: " + where + "codes-train.npz: is not the file that the record speaks of",
                        "Not seen: " + where + "curve.jsonl: is not there");
        Files.writeString(trial.resolve("record.json"), "{}\n");
        assertThat(verify("--no-scores")).isEqualTo(ExitCode.TROUBLE);
        assertThat(data.toString()).contains("Wrong: " + where + "record.json: ");
    }

    @Test
    void a_folder_without_records_proves_nothing_and_says_so() throws IOException {
        for (Path record :
                List.of(trial, output.trial(output.plan().trials().get(0).id()))) {
            Files.delete(record.resolve("record.json"));
        }
        assertThat(verify()).isEqualTo(ExitCode.TROUBLE);
        assertThat(data.toString()).contains("Nothing could be checked.", "2 of 2 trials have no record here");
        assertThat(verify("--rerun")).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("--rerun needs records");
        assertThat(suite("verify", folder)).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("There is no plan.json");
    }
}
