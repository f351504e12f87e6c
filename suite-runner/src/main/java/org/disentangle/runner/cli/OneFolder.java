package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.BoardFiles;
import org.disentangle.runner.ExperimentRun;
import org.disentangle.runner.FolderFiles;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.BoardCsv;
import org.disentangle.runner.board.BoardJson;
import org.disentangle.runner.board.BoardLatex;
import org.disentangle.runner.board.BoardMaker;
import org.disentangle.runner.board.BoardMarkdown;
import org.disentangle.runner.board.SeededBoard;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.figure.Figure;
import org.disentangle.runner.figure.FigureFolder;
import org.disentangle.runner.figure.FigureForm;
import org.disentangle.runner.figure.FigureMaker;
import org.disentangle.runner.gate.JunitReport;
import org.disentangle.runner.gate.Verdict;
import org.disentangle.runner.page.PageMaker;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.OutputLock;

/** {@code suite report} of one output folder: its board as files, as one form of it, or as figures. */
final class OneFolder {
    private final OutputFolder out;
    private final GateOptions gates;
    private final Printer printer;

    OneFolder(Path folder, GateOptions gates, Printer printer) {
        this.out = new OutputFolder(folder);
        this.gates = gates;
        this.printer = printer;
    }

    /** Writes the board's files into the folder. */
    int write() {
        Plan plan = out.plan();
        try (OutputLock ignored = OutputLock.acquire(out.root(), Clock.systemUTC())) {
            return report(plan, (records, seeded, verdicts) -> {
                BoardFiles.of(plan, records, seeded, new FolderFiles(out))
                        .texts()
                        .forEach(out::save);
                BoardFiles.NAMES.forEach(name ->
                        printer.say("Written: " + Paths.shortest(out.root().resolve(name))));
            });
        }
    }

    /** Prints one form and writes nothing. */
    int print(BoardFormat format) {
        Plan plan = out.plan();
        return report(
                plan,
                (records, seeded, verdicts) -> printer.print(
                        switch (format) {
                            case JSON -> BoardJson.write(seeded.board());
                            case CSV -> BoardCsv.write(seeded.board());
                            case MD -> BoardMarkdown.write(seeded.board());
                            case LATEX -> BoardLatex.write(seeded);
                            case JUNIT -> JunitReport.write(plan, seeded.board(), verdicts);
                            case HTML -> PageMaker.write(plan, records, seeded, new FolderFiles(out));
                        }));
    }

    /** Writes the page's drawings as files, and no board. */
    int draw(Path target, FigureForm form) {
        FigureFolder folder = FigureFolder.at(target);
        Plan plan = out.plan();
        return report(plan, (records, seeded, verdicts) -> {
            List<Figure> drawn = FigureMaker.of(PageMaker.makeForFigures(plan, records, seeded, new FolderFiles(out)));
            folder.write(drawn, form);
            printer.say(
                    drawn.isEmpty()
                            ? "There are no figures: no trial has scores or a learning curve."
                            : "Written: " + drawn.size() + (drawn.size() == 1 ? " figure in " : " figures in ")
                                    + Paths.shortest(target.toAbsolutePath()));
        });
    }

    /** What becomes of a board. */
    private interface Output {
        void of(Map<String, TrialRecord> records, SeededBoard seeded, List<Verdict> verdicts);
    }

    /** Gates are read before anything is written. */
    private int report(Plan plan, Output output) {
        Map<String, TrialRecord> records = ExperimentRun.records(out, plan, printer::say);
        SeededBoard seeded = BoardMaker.makeWithSeeds(plan, records);
        List<Verdict> verdicts = gates.judge(seeded.board());
        output.of(records, seeded, verdicts);
        Board.Counts counts = seeded.board().counts();
        return GateOptions.hold(verdicts, printer) && counts.done() == counts.planned()
                ? ExitCode.WELL
                : ExitCode.TROUBLE;
    }
}
