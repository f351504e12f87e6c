package org.disentangle.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.store.OutputFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class SuiteCommandTest extends CommandTest {
    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("experiment.yaml"), content);
    }

    static List<List<String>> commands() {
        List<List<String>> all = new ArrayList<>();
        Printer nowhere = new Printer(System.err, new PrintWriter(new StringWriter()));
        collect(SuiteCommand.commandLine(nowhere), List.of(), all);
        return all;
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> all) {
        all.add(path);
        command.getSubcommands().forEach((name, sub) -> {
            List<String> deeper = new ArrayList<>(path);
            deeper.add(name);
            collect(sub, deeper, all);
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_has_help(List<String> command) {
        List<String> arguments = new ArrayList<>(command);
        arguments.add("--help");

        int code = suite(arguments.toArray());

        assertThat(code).isZero();
        assertThat(data.toString()).startsWith("Usage: " + String.join(" ", concat("suite", command)));
    }

    private static List<String> concat(String first, List<String> rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }

    @Test
    void help_tells_the_exit_codes() {
        suite("run", "--help");

        assertThat(data.toString()).contains("Exit codes:", "0 ", "1 ", "2 ", "3 ", "130 ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                | Name a command.
                    rnu                               | Unmatched argument at index 0: 'rnu'
                    run                               | Missing required parameter: 'FILE'
                    run x.yaml --wrkers 3             | Unknown options: '--wrkers', '3'
                    run x.yaml --wrkers 3             | Did you mean '--workers'?
                    reprot                            | Did you mean 'report'?
                    run x.yaml --workers many         | Invalid value for option '--workers'
                    run x.yaml --workers 0            | '--workers' is 0; allowed is a whole number from 1
                    run no-such-file.yaml             | There is no file no-such-file.yaml.
                    plan src                          | src is a folder. Name an experiment file
                    report no-such-folder             | There is no plan.json in
                    status no-such-folder             | There is no plan.json in
                    describe simclrr                  | Nothing is called 'simclrr'. Did you mean 'simclr'?
                    plan ../experiments/quickstart.yaml --engine torhc | Unknown engine 'torhc'. Known: libtorch, nd4j.
                    plan ../experiments/quickstart.yaml --precision fp8 | --precision is 'fp8'; allowed is auto, fp32 or bf16
                    plan ../experiments/quickstart.yaml --device gpu | Unknown device 'gpu'
                    data import no-such-folder        | no-such-folder is no folder
                    data preview drawn-digit          | Unknown data set 'drawn-digit'
                    plugin                            | Name a command: new or check.
                    plugin new Simclr                 | The method name 'Simclr' is not valid
                    plugin new simclr                 | The suite has a method 'simclr' already
                    plugin new mine --package a.class | The package 'a.class' is not valid
                    plugin new mine --kind engine     | Invalid value for option '--kind'
                    plugin new mine --into src        | is not empty, and nothing is overwritten
                    plugin check no-such.jar          | Plug-in no-such.jar: there is no such file
                    list --plugin no-such.jar         | Plug-in no-such.jar: there is no such file
                    """)
    void a_mistake_is_told_in_a_line_and_ends_with_1(String line, String message) {
        int code = suite((Object[]) (line.isEmpty() ? new String[0] : line.split(" ")));

        assertThat(code).isEqualTo(1);
        assertThat(said()).contains(message).doesNotContain("\tat ").doesNotContain("Exception");
    }

    @Test
    void a_mistake_in_a_file_is_told_with_its_place() throws IOException {
        Path file = file(Fixtures.EXPERIMENT.replace("lambda:", "lamda:"));

        int code = suite("run", file.toString(), "--out", folder.resolve("out").toString());

        assertThat(code).isEqualTo(1);
        assertThat(said())
                .isEqualTo("suite: " + file
                        + ":7:5 (/methods/1/lamda): unknown key 'lamda' in 'hessian'. Known: labels, temperature, lambda,"
                        + " gradient, gradient_loss, embedding, hidden, normalize. Did you mean 'lambda'?\n");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void a_plan_lists_the_trials_and_writes_nothing() throws IOException {
        Path file = file(Fixtures.EXPERIMENT);
        Path out = folder.resolve("out");

        int code = suite(
                "plan",
                file.toString(),
                "--out",
                out.toString(),
                "--device",
                "cpu",
                "--precision",
                "fp32",
                "--format",
                "json");

        assertThat(code).isZero();
        List<String> ids = JsonReader.read("", data.toString()).asList("it").stream()
                .map(trial -> trial.asMapping("it").text("id"))
                .toList();
        assertThat(ids)
                .containsExactlyElementsOf(Fixtures.plan().trials().stream()
                        .map(trial -> trial.id())
                        .toList());
        assertThat(out).doesNotExist();
        assertThat(said()).contains("6 trials, 6 of them to be run");
    }

    /** Runs the fixture on MNIST/STL-10 files of the folder {@code data}. */
    private int runOnDataFiles() throws IOException {
        Path file = file(Fixtures.EXPERIMENT.replace(
                "{name: drawn-digits, variant: dc-bc, train_pairs: 64, test_pairs: 32}", "mnist-stl10"));
        return suite(
                "run",
                file.toString(),
                "--out",
                folder.resolve("out").toString(),
                "--data",
                folder.resolve("data").toString(),
                "--precision",
                "fp32");
    }

    @Test
    void a_data_file_that_lies_there_unpacked_is_not_missing() throws IOException {
        Path mnist = Files.createDirectories(folder.resolve("data/mnist"));
        Files.createFile(mnist.resolve("train-images-idx3-ubyte"));

        int code = runOnDataFiles();

        assertThat(code).isEqualTo(1);
        assertThat(said()).contains("mnist/train-labels-idx1-ubyte").doesNotContain("mnist/train-images-idx3-ubyte");
    }

    @Test
    void missing_data_files_are_named_before_work_starts() throws IOException {
        int code = runOnDataFiles();

        assertThat(code).isEqualTo(1);
        assertThat(said())
                .contains(
                        "Under " + folder.resolve("data") + " these files are missing or unreadable:",
                        "mnist/train-images-idx3-ubyte",
                        "stl10/train_X.bin",
                        "suite data import FOLDER");
    }

    @Test
    void a_report_is_made_of_plan_and_records_alone_and_counts_what_is_missing() throws IOException {
        OutputFolder out = new OutputFolder(folder.resolve("out"));
        out.adopt(Fixtures.plan());
        out.save(Fixtures.done(Fixtures.plan().trials().get(0), Fixtures.scores(0.9, 0.2, 0.3, 0.8)));

        int printed = suite("report", out.root().toString(), "--format", "csv");

        assertThat(printed).isEqualTo(2);
        String csv = data.toString();
        assertThat(csv).startsWith("method,settings,dataset,metric,block,factor,n,planned,mean,sd,");
        assertThat(out.root().resolve("board.csv")).doesNotExist();

        assertThat(suite("report", out.root().toString())).isEqualTo(2);
        assertThat(out.root().resolve("board.csv")).hasContent(csv);
        byte[] first = Files.readAllBytes(out.root().resolve("board.json"));
        suite("report", out.root().toString());
        assertThat(out.root().resolve("board.json")).hasBinaryContent(first);

        data.getBuffer().setLength(0);
        assertThat(suite("report", out.root().toString(), "--format", "html")).isEqualTo(2);
        assertThat(data.toString()).startsWith("<!DOCTYPE html>");
        assertThat(out.root().resolve("board.html")).hasContent(data.toString());
    }

    @Test
    void a_damaged_record_is_reported_and_not_used() throws IOException {
        OutputFolder out = new OutputFolder(folder.resolve("out"));
        out.adopt(Fixtures.plan());
        String id = Fixtures.plan().trials().get(0).id();
        out.save(Fixtures.done(Fixtures.plan().trials().get(0), Fixtures.scores(0.9, 0.2, 0.3, 0.8)));
        Path record = out.trial(id).resolve("record.json");
        Files.writeString(record, Files.readString(record).replace("0.9", "0.99"));

        suite("report", out.root().toString(), "--format", "csv");

        assertThat(data.toString().lines()).hasSize(1);
        assertThat(said()).contains("A damaged record is not used: " + record);
        suite("status", out.root().toString());
        assertThat(data.toString()).contains(id.substring(0, 12) + "  damaged");
    }

    @Test
    void an_error_of_our_own_ends_with_3_and_a_file_that_holds_the_details() {
        CommandLine commandLine = SuiteCommand.commandLine(printer);
        commandLine.addSubcommand("fail", new Failing());

        int code = commandLine.execute("fail");

        assertThat(code).isEqualTo(3);
        String path = said().lines()
                .filter(line -> line.startsWith("The details are in "))
                .findFirst()
                .orElseThrow()
                .replace("The details are in ", "")
                .replace("; please report them.", "");
        assertThat(Path.of(path)).content().contains("ArithmeticException", "\tat ");
        assertThat(Path.of(path).toFile().delete()).isTrue();
    }

    @CommandLine.Command(name = "fail")
    private static final class Failing implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new ArithmeticException("of our own");
        }
    }

    @Test
    void completion_prints_a_script() {
        assertThat(suite("completion")).isZero();
        assertThat(data.toString()).contains("complete -F _complete_suite", "doctor");
    }

    @Test
    void data_files_are_listed_under_the_names_that_they_have() throws IOException {
        Files.createDirectories(folder.resolve("dsprites"));

        assertThat(suite("data", "list", "--data", folder.toString())).isZero();
        assertThat(data.toString())
                .contains("dsprites/dsprites_ndarray_co1sh3sc6or40x32y32_64x64.npz missing")
                .contains("mnist/train-images-idx3-ubyte.gz   missing");
        assertThat(said()).contains("color-dsprites with 'source: file'", "dsprites/dsprites_downsampled.npz");

        Files.write(folder.resolve("dsprites/dsprites_downsampled.npz"), new byte[1]);
        assertThat(suite("data", "list", "--data", folder.toString())).isZero();
        assertThat(data.toString())
                .contains("dsprites/dsprites_downsampled.npz  there")
                .doesNotContain("dsprites_ndarray");
    }

    @Test
    void lists_and_descriptions_name_what_there_is() {
        assertThat(suite("list", "methods")).isZero();
        assertThat(data.toString()).contains("hessian", "supervised");
        assertThat(suite("list", "--format", "json")).isZero();
        assertThat(JsonReader.read("", data.toString()).asMapping("it").list("metrics"))
                .hasSizeGreaterThan(3);
        assertThat(suite("describe", "hessian")).isZero();
        assertThat(data.toString())
                .contains("lambda: 0.1", "labels: joint-supcon   (joint-supcon, joint-exclude, pair-only)");
        assertThat(suite("describe", "sgd", "--format", "json")).isZero();
        assertThat(data.toString()).contains("\"momentum\": 0.9");
    }
}
