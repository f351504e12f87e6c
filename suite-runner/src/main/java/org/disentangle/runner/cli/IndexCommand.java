package org.disentangle.runner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.disentangle.core.UserError;
import org.disentangle.runner.ExperimentRun;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.BoardMaker;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.page.Index;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.StoreError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code suite index}. */
@Command(
        name = "index",
        description = {
            "Writes DIR/index.html, a page that leads to the boards of all output folders in DIR, made from their plans and records: the same",
            "bytes every time."
        })
final class IndexCommand implements Callable<Integer> {
    private static final String FILE = "index.html";
    private static final List<String> FORMS =
            List.of("board.html", "board.md", "board.csv", "board.json", "scores.csv", "plan.json");

    private final Printer printer;

    @Parameters(paramLabel = "DIR", description = "A folder of output folders, such as results.")
    private Path folder;

    @Option(names = "--title", paramLabel = "TEXT", defaultValue = "Boards", description = "Heads the page.")
    private String title;

    IndexCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() {
        List<Index.Entry> entries = new ArrayList<>();
        for (Path path : folders()) {
            OutputFolder out = new OutputFolder(path);
            Plan plan = out.plan();
            Board board = BoardMaker.make(plan, ExperimentRun.records(out, plan, printer::say));
            List<String> files = FORMS.stream()
                    .filter(name -> Files.isRegularFile(path.resolve(name)))
                    .toList();
            entries.add(Index.Entry.of(path.getFileName().toString(), board, files));
        }
        Path written = new OutputFolder(folder).save(FILE, new Index(title, entries).html());
        printer.say("Written: " + Paths.shortest(written) + ", which leads to " + entries.size()
                + (entries.size() == 1 ? " board" : " boards"));
        return ExitCode.WELL;
    }

    private List<Path> folders() {
        if (!Files.isDirectory(folder)) {
            throw new UserError(folder + " is not a folder. Name one that holds output folders, such as results.");
        }
        List<Path> folders;
        try (Stream<Path> content = Files.list(folder)) {
            folders = content.filter(path -> Files.isRegularFile(path.resolve(OutputFolder.PLAN)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw StoreError.reading(folder, e);
        }
        if (folders.isEmpty()) {
            throw new UserError("No folder in " + folder + " holds a " + OutputFolder.PLAN
                    + ". Name a folder of output folders, such as results.");
        }
        return folders;
    }
}
