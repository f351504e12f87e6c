package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.disentangle.core.UserError;
import org.disentangle.runner.ExperimentRun;
import org.disentangle.runner.board.BoardMaker;
import org.disentangle.runner.board.SeededBoard;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.json.Names;
import org.disentangle.runner.page.SideBySidePageMaker;
import org.disentangle.runner.report.SideBySide;
import org.disentangle.runner.report.SideBySideCsv;
import org.disentangle.runner.report.SideBySideJson;
import org.disentangle.runner.report.SideBySideMaker;
import org.disentangle.runner.report.SideBySideMarkdown;
import org.disentangle.runner.store.OutputFolder;

/** {@code suite report} of several output folders: how methods did in each. */
final class SeveralFolders {
    private final List<Path> folders;
    private final Printer printer;

    /** @throws UserError if one is given twice */
    SeveralFolders(List<Path> folders, Printer printer) {
        this.folders = List.copyOf(folders);
        this.printer = printer;
        Set<Path> roots = new HashSet<>();
        for (Path folder : folders) {
            if (!roots.add(folder.toAbsolutePath().normalize())) {
                throw new UserError(folder + " is given twice");
            }
        }
    }

    int print(BoardFormat format) {
        Form form = form(format);
        List<SeededBoard> boards = boards();
        printer.print(form.text(
                SideBySideMaker.make(folders.stream().map(Path::toString).toList(), boards)));
        return boards.stream()
                        .map(seeded -> seeded.board().counts())
                        .allMatch(counts -> counts.done() == counts.planned())
                ? ExitCode.WELL
                : ExitCode.TROUBLE;
    }

    private interface Form {
        String text(SideBySide sides);
    }

    private static Form form(BoardFormat format) {
        return switch (format) {
            case MD -> SideBySideMarkdown::write;
            case JSON -> SideBySideJson::write;
            case CSV -> SideBySideCsv::write;
            case HTML -> SideBySidePageMaker::write;
            case LATEX, JUNIT ->
                throw new UserError(
                        "Several folders are printed as html, md, json or csv, not as " + Names.constant(format));
        };
    }

    /** In the order of the folders. All plans are read before any record. */
    private List<SeededBoard> boards() {
        List<OutputFolder> outs = folders.stream().map(OutputFolder::new).toList();
        List<Plan> plans = outs.stream().map(OutputFolder::plan).toList();
        List<SeededBoard> boards = new ArrayList<>();
        for (int i = 0; i < outs.size(); i++) {
            boards.add(BoardMaker.makeWithSeeds(
                    plans.get(i), ExperimentRun.records(outs.get(i), plans.get(i), printer::say)));
        }
        return boards;
    }
}
