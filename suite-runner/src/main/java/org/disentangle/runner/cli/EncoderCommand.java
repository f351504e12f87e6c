package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.disentangle.runner.encoder.EncoderExport;
import org.disentangle.runner.store.OutputFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code suite encoder}. */
@Command(
        name = "encoder",
        description = {
            "Gives the trained encoder of a trial to Deeplearning4j: a file that its ModelSerializer restores as a ComputationGraph,",
            "with the heads, in evaluation mode. The trial must have been run with 'keep: model'."
        })
final class EncoderCommand implements Callable<Integer> {
    private final Printer printer;

    @Parameters(index = "0", paramLabel = "DIR", description = "The output folder, such as results/quickstart.")
    private Path folder;

    @Parameters(
            index = "1",
            paramLabel = "TRIAL",
            description = "The beginning of the trial's id, which 'suite status DIR' lists.")
    private String trial;

    @Option(names = "--to", required = true, paramLabel = "FILE.zip", description = "A file that is not there yet.")
    private Path target;

    @Mixin
    private final Catalogs catalogs = new Catalogs();

    EncoderCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() {
        EncoderExport.Exported exported =
                new EncoderExport(new OutputFolder(folder), catalogs.load(printer)).write(trial, target);
        printer.say("Written: " + Paths.shortest(target.toAbsolutePath()) + ", the encoder of "
                + RunState.name(exported.trial()) + ": " + shape(exported.sample()) + " to "
                + exported.outputs().entrySet().stream()
                        .map(output -> output.getKey() + " " + shape(List.of(output.getValue())))
                        .collect(Collectors.joining(" and ")));
        return ExitCode.WELL;
    }

    private static String shape(List<Integer> sample) {
        return Stream.concat(Stream.of("n"), sample.stream().map(String::valueOf))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
