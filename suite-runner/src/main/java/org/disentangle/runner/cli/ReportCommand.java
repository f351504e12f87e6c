package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
import org.disentangle.runner.gate.GateReader;
import org.disentangle.runner.gate.JunitReport;
import org.disentangle.runner.gate.Verdict;
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
            "Writes board.json, board.csv, board.md and board.html; with --format prints one of them, tables for LaTeX or a report for JUnit, and writes nothing."
        })
final class ReportCommand implements Callable<Integer> {
    private final Printer printer;

    @Parameters(paramLabel = "DIR", description = "The output folder, such as results/quickstart.")
    private Path folder;

    @Option(
            names = "--format",
            paramLabel = "F",
            description = "json, csv, md, html, latex or junit: print it and write nothing.")
    private @Nullable BoardFormat format;

    @Option(
            names = "--fail-if",
            paramLabel = "CONDITION",
            description = {
                "End with 2 if a mean meets it, or is missing or incomplete; may be given several times.",
                "METHOD[ (SETTINGS)] [METRIC] BLOCK[/FACTOR] OP NUMBER, such as 'simclr r/DC < 0.95'."
            })
    private List<String> conditions = new ArrayList<>();

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
        LATEX,
        JUNIT
    }

    ReportCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() {
        OutputFolder out = new OutputFolder(folder);
        Plan plan = out.plan();
        if (format != null) {
            return report(out, plan, format);
        }
        try (OutputLock ignored = OutputLock.acquire(out.root(), Clock.systemUTC())) {
            return report(out, plan, null);
        }
    }

    private int report(OutputFolder out, Plan plan, @Nullable BoardFormat printed) {
        Map<String, TrialRecord> records = ExperimentRun.records(out, plan, printer::say);
        SeededBoard seeded = BoardMaker.makeWithSeeds(plan, records);
        Board board = seeded.board();
        GateReader reader = new GateReader(board);
        // All are read before any is judged, and before anything is written.
        List<Verdict> verdicts = conditions.stream().map(reader::read).toList().stream()
                .map(gate -> Verdict.of(gate, board))
                .toList();
        if (printed == null) {
            BoardFiles.of(plan, records, seeded, out::curve).texts().forEach(out::save);
            BoardFiles.NAMES.forEach(
                    name -> printer.say("Written: " + Paths.shortest(out.root().resolve(name))));
        } else {
            printer.print(
                    switch (printed) {
                        case JSON -> BoardJson.write(board);
                        case CSV -> BoardCsv.write(board);
                        case MD -> BoardMarkdown.write(board);
                        case LATEX -> BoardLatex.write(seeded);
                        case JUNIT -> JunitReport.write(plan, board, verdicts);
                        case HTML -> PageMaker.write(plan, records, seeded, out::curve);
                    });
        }
        List<Verdict> failed = verdicts.stream().filter(Verdict::fails).toList();
        for (Verdict verdict : failed) {
            printer.say("A gate fails: " + verdict.gate().text());
            verdict.reasons().forEach(reason -> printer.say("  " + reason));
        }
        return failed.isEmpty() && board.counts().done() == board.counts().planned() ? ExitCode.WELL : ExitCode.TROUBLE;
    }
}
