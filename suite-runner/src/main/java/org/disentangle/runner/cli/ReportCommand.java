package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.disentangle.core.UserError;
import org.disentangle.runner.figure.FigureForm;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code suite report}. */
@Command(
        name = "report",
        description = {
            "Makes the board of an output folder anew, from its plan and records alone: the same bytes every time.",
            "Writes board.json, board.csv, board.md and board.html; with --format prints one of them, tables for LaTeX or a report for JUnit, and writes nothing.",
            "With --figures it writes the drawings of board.html as SVG or PNG files for papers, and no board.",
            "Of several folders it prints how methods did in each, as md (default), html, json or csv, and writes nothing."
        })
final class ReportCommand implements Callable<Integer> {
    private final Printer printer;

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description = "The output folder, such as results/quickstart; several are laid side by side.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "F",
            description = "json, csv, md, html, latex or junit: print it and write nothing.")
    private @Nullable BoardFormat format;

    @Option(
            names = "--figures",
            paramLabel = "NEW_DIR",
            description = "Write each drawing of board.html as a file of its own into this folder, and nothing else.")
    private @Nullable Path figures;

    @Option(
            names = "--figure-form",
            paramLabel = "F",
            description = "With --figures: svg (default), or png for what takes no vectors, three pixels to a unit.")
    private @Nullable FigureForm figureForm;

    @Mixin
    private final GateOptions gates = new GateOptions();

    enum Format {
        JSON,
        CSV,
        MD
    }

    ReportCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() {
        if (folders.size() > 1) {
            refuse("--figures", figures != null);
            refuse("--fail-if", !gates.isEmpty());
            return new SeveralFolders(folders, printer).print(format == null ? BoardFormat.MD : format);
        }
        if (figures != null && format != null) {
            throw new UserError("--figures writes files and --format prints; give one of them");
        }
        if (figures == null && figureForm != null) {
            throw new UserError("--figure-form is about the files of --figures; give the folder they go to, too");
        }
        OneFolder folder = new OneFolder(folders.get(0), gates, printer);
        if (figures != null) {
            return folder.draw(figures, figureForm == null ? FigureForm.SVG : figureForm);
        }
        return format == null ? folder.write() : folder.print(format);
    }

    private void refuse(String option, boolean given) {
        if (given) {
            throw new UserError(option + " is about one folder, and " + folders.size() + " are given");
        }
    }
}
