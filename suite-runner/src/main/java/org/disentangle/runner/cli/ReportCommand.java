package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.BoardFiles;
import org.disentangle.runner.ExperimentRun;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.BoardCsv;
import org.disentangle.runner.board.BoardJson;
import org.disentangle.runner.board.BoardLatex;
import org.disentangle.runner.board.BoardMaker;
import org.disentangle.runner.board.BoardMarkdown;
import org.disentangle.runner.board.SeededBoard;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.page.PageMaker;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.OutputLock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code suite report}. */
@Command(
        name = "report",
        description = {
            "Makes the board of an output folder anew, from its plan and records alone: the same bytes every time.",
            "Writes board.json, board.csv, board.md and board.html; with --format prints one of them, or a table for LaTeX, and writes nothing."
        })
final class ReportCommand implements Callable<Integer> {
    private final Printer printer;

    @Parameters(paramLabel = "DIR", description = "The output folder, such as results/quickstart.")
    private Path folder;

    @Option(
            names = "--format",
            paramLabel = "F",
            description = "json, csv, md, html or latex: print it and write nothing.")
    private @Nullable BoardFormat format;

    enum Format {
        JSON,
        CSV,
        MD
    }

    /** The forms of a board. */
    enum BoardFormat {
        JSON,
        CSV,
        MD,
        HTML,
        LATEX
    }

    ReportCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() {
        OutputFolder out = new OutputFolder(folder);
        Plan plan = out.plan();
        Board board;
        if (format == null) {
            try (OutputLock ignored = OutputLock.acquire(out.root(), Clock.systemUTC())) {
                board = ExperimentRun.writeBoard(out, plan, printer::say);
            }
            BoardFiles.NAMES.forEach(
                    name -> printer.say("Written: " + Paths.shortest(out.root().resolve(name))));
        } else {
            Map<String, TrialRecord> records = ExperimentRun.records(out, plan, printer::say);
            SeededBoard seeded = BoardMaker.makeWithSeeds(plan, records);
            board = seeded.board();
            printer.print(
                    switch (format) {
                        case JSON -> BoardJson.write(board);
                        case CSV -> BoardCsv.write(board);
                        case MD -> BoardMarkdown.write(board);
                        case LATEX -> BoardLatex.write(seeded);
                        case HTML -> PageMaker.write(plan, records, seeded, out::curve);
                    });
        }
        return board.counts().done() == board.counts().planned() ? ExitCode.WELL : ExitCode.TROUBLE;
    }
}
