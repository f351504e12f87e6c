package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.disentangle.core.UserError;
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
import org.disentangle.runner.gate.GateReader;
import org.disentangle.runner.gate.JunitReport;
import org.disentangle.runner.gate.Verdict;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.json.Names;
import org.disentangle.runner.page.Page;
import org.disentangle.runner.page.PageMaker;
import org.disentangle.runner.report.SideBySide;
import org.disentangle.runner.report.SideBySideMaker;
import org.disentangle.runner.report.SideBySideText;
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
            "Writes board.json, board.csv, board.md and board.html; with --format prints one of them, tables for LaTeX or a report for JUnit, and writes nothing.",
            "With --figures it writes the drawings of board.html as SVG or PNG files for papers, and no board.",
            "Of several folders it prints how methods did in each, as md (default), json or csv, and writes nothing."
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
            defaultValue = "svg",
            description = "svg (default), or png for what takes no vectors: three pixels to a unit.")
    private FigureForm figureForm = FigureForm.SVG;

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
        if (folders.size() > 1) {
            return sideBySide();
        }
        if (figures != null && format != null) {
            throw new UserError("--figures writes files and --format prints; give one of them");
        }
        OutputFolder out = new OutputFolder(folders.get(0));
        if (figures != null) {
            Path target = figures;
            FigureFolder drawn = FigureFolder.at(target);
            Plan plan = out.plan();
            return report(
                    out,
                    plan,
                    (records, seeded, verdicts) ->
                            draw(drawn, target, PageMaker.makeForFigures(plan, records, seeded, new FolderFiles(out))));
        }
        Plan plan = out.plan();
        if (format != null) {
            BoardFormat printed = format;
            return report(
                    out,
                    plan,
                    (records, seeded, verdicts) -> printer.print(text(printed, out, plan, records, seeded, verdicts)));
        }
        try (OutputLock ignored = OutputLock.acquire(out.root(), Clock.systemUTC())) {
            return report(out, plan, (records, seeded, verdicts) -> write(out, plan, records, seeded));
        }
    }

    /** What becomes of a board. */
    private interface Output {
        void of(Map<String, TrialRecord> records, SeededBoard seeded, List<Verdict> verdicts);
    }

    private int report(OutputFolder out, Plan plan, Output output) {
        Map<String, TrialRecord> records = ExperimentRun.records(out, plan, printer::say);
        SeededBoard seeded = BoardMaker.makeWithSeeds(plan, records);
        Board board = seeded.board();
        GateReader reader = new GateReader(board);
        // All are read before any is judged, and before anything is written.
        List<Verdict> verdicts = conditions.stream().map(reader::read).toList().stream()
                .map(gate -> Verdict.of(gate, board))
                .toList();
        output.of(records, seeded, verdicts);
        List<Verdict> failed = verdicts.stream().filter(Verdict::fails).toList();
        for (Verdict verdict : failed) {
            printer.say("A gate fails: " + verdict.gate().text());
            verdict.reasons().forEach(reason -> printer.say("  " + reason));
        }
        return failed.isEmpty() && board.counts().done() == board.counts().planned() ? ExitCode.WELL : ExitCode.TROUBLE;
    }

    private void write(OutputFolder out, Plan plan, Map<String, TrialRecord> records, SeededBoard seeded) {
        BoardFiles.of(plan, records, seeded, new FolderFiles(out)).texts().forEach(out::save);
        BoardFiles.NAMES.forEach(
                name -> printer.say("Written: " + Paths.shortest(out.root().resolve(name))));
    }

    private void draw(FigureFolder folder, Path path, Page page) {
        List<Figure> drawn = FigureMaker.of(page);
        folder.write(drawn, figureForm);
        printer.say(
                drawn.isEmpty()
                        ? "There are no figures: no trial has scores or a learning curve."
                        : "Written: " + drawn.size() + (drawn.size() == 1 ? " figure in " : " figures in ")
                                + Paths.shortest(path.toAbsolutePath()));
    }

    private static String text(
            BoardFormat format,
            OutputFolder out,
            Plan plan,
            Map<String, TrialRecord> records,
            SeededBoard seeded,
            List<Verdict> verdicts) {
        Board board = seeded.board();
        return switch (format) {
            case JSON -> BoardJson.write(board);
            case CSV -> BoardCsv.write(board);
            case MD -> BoardMarkdown.write(board);
            case LATEX -> BoardLatex.write(seeded);
            case JUNIT -> JunitReport.write(plan, board, verdicts);
            case HTML -> PageMaker.write(plan, records, seeded, new FolderFiles(out));
        };
    }

    private int sideBySide() {
        if (figures != null) {
            throw new UserError("--figures is about one folder, and " + folders.size() + " are given");
        }
        if (!conditions.isEmpty()) {
            throw new UserError("--fail-if is about one folder, and " + folders.size() + " are given");
        }
        Function<SideBySide, String> text =
                switch (format == null ? BoardFormat.MD : format) {
                    case MD -> SideBySideText::markdown;
                    case JSON -> found -> JsonText.pretty(SideBySideText.json(found));
                    case CSV -> SideBySideText::csv;
                    case HTML, LATEX, JUNIT ->
                        throw new UserError("Several folders are printed as md, json or csv, not as "
                                + Names.constant(Objects.requireNonNull(format)));
                };
        List<OutputFolder> outs = folders.stream().map(OutputFolder::new).toList();
        Set<Path> roots = new HashSet<>();
        for (OutputFolder out : outs) {
            if (!roots.add(out.root().toAbsolutePath().normalize())) {
                throw new UserError(out.root() + " is given twice");
            }
        }
        List<Plan> plans = outs.stream().map(OutputFolder::plan).toList();
        List<SeededBoard> boards = new ArrayList<>();
        for (int i = 0; i < outs.size(); i++) {
            boards.add(BoardMaker.makeWithSeeds(
                    plans.get(i), ExperimentRun.records(outs.get(i), plans.get(i), printer::say)));
        }
        SideBySide sides =
                SideBySideMaker.make(folders.stream().map(Path::toString).toList(), boards);
        printer.print(text.apply(sides));
        return boards.stream()
                        .map(seeded -> seeded.board().counts())
                        .allMatch(counts -> counts.done() == counts.planned())
                ? ExitCode.WELL
                : ExitCode.TROUBLE;
    }
}
