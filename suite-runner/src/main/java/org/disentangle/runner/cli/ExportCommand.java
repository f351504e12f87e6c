package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.disentangle.runner.export.Bundle;
import org.disentangle.runner.store.OutputFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code suite export}. */
@Command(
        name = "export",
        description = {
            "Copies what of an output folder others need into a new one: plan, records with the files beside them, boards made anew,",
            "scores.csv (every score of every trial, a line each), sums of all files. 'suite verify' accepts it anywhere."
        })
final class ExportCommand implements Callable<Integer> {
    private final Printer printer;

    @Parameters(paramLabel = "DIR", description = "The output folder, such as results/quickstart.")
    private Path folder;

    @Option(names = "--to", required = true, paramLabel = "NEW_DIR", description = "A folder that is not there yet.")
    private Path target;

    @Option(names = "--no-codes", description = "Leaves codes out that trials kept; they are most of the bytes.")
    private boolean withoutCodes;

    @Option(
            names = "--author",
            paramLabel = "NAME",
            description = "An author for CITATION.cff, which is written if there is one; may be given again.")
    private List<String> authors = new ArrayList<>();

    ExportCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() {
        int files = new Bundle(new OutputFolder(folder), target).write(!withoutCodes, authors);
        printer.say("Written: " + files + " files in " + Paths.shortest(target.toAbsolutePath()));
        return ExitCode.WELL;
    }
}
