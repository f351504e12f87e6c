package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.disentangle.runner.experiment.Kept;
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
            "scores.csv (every score of every trial, a line each), sums of all files. 'suite verify' accepts it anywhere.",
            "Codes and models that trials kept are most of the bytes: without codes nobody can hold scores against them, without models",
            "nobody can take the encoders up; boards and records are whole without either."
        })
final class ExportCommand implements Callable<Integer> {
    private final Printer printer;

    @Parameters(paramLabel = "DIR", description = "The output folder, such as results/quickstart.")
    private Path folder;

    @Option(names = "--to", required = true, paramLabel = "NEW_DIR", description = "A folder that is not there yet.")
    private Path target;

    @Option(
            names = "--no-codes",
            description =
                    "Leaves out codes that trials kept ('keep: codes': codes.json, codes-train.npz, codes-test.npz).")
    private boolean withoutCodes;

    @Option(names = "--no-models", description = "Leaves out models that trials kept ('keep: model': model.npz).")
    private boolean withoutModels;

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
        Set<Kept> left = EnumSet.noneOf(Kept.class);
        if (withoutCodes) {
            left.add(Kept.CODES);
        }
        if (withoutModels) {
            left.add(Kept.MODEL);
        }
        int files = new Bundle(new OutputFolder(folder), target).write(left, authors);
        printer.say("Written: " + files + " files in " + Paths.shortest(target.toAbsolutePath()));
        return ExitCode.WELL;
    }
}
