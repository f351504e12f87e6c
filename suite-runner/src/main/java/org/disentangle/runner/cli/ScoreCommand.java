package org.disentangle.runner.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.disentangle.core.UserError;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.registry.Named;
import org.disentangle.runner.codes.CodeSet;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.score.CodeScoring;
import org.disentangle.runner.score.KeptScores;
import org.disentangle.runner.score.ScoreSheet;
import org.disentangle.runner.score.ScoreText;
import org.disentangle.runner.score.UserCodes;
import org.disentangle.runner.store.OutputFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code suite score}. */
@Command(
        name = "score",
        description = {
            "Scores codes that are there: those in a file of yours, or those that trials kept ('keep: codes').",
            "CODES.npz holds 'codes' [n, dim] and 'factors' [n, factors]: numpy.savez(file, codes=..., factors=...).",
            "Of an output folder, every trial is scored and held against its record; nothing is trained or written."
        })
final class ScoreCommand implements Callable<Integer> {
    private final Printer printer;

    @Parameters(paramLabel = "CODES.npz|DIR", description = "A file of codes, or the output folder of an experiment.")
    private Path source;

    @Option(
            names = "--test",
            paramLabel = "TEST.npz",
            description = "Test rows; without it a third of the rows, drawn from the seed, is set aside for testing.")
    private @Nullable Path test;

    @Option(
            names = "--metrics",
            paramLabel = "ID",
            split = ",",
            description = "Names of 'suite list metrics', separated by commas; those they need are added"
                    + " (default: all but networks for a file, those of the record for trials).")
    private List<String> metrics = new ArrayList<>();

    @Option(
            names = "--blocks",
            paramLabel = "NAME=FROM:TO",
            description = "Parts of the codes, such as z0=0:8,z1=8:16; columns from 0, the last one not included.")
    private @Nullable String blocks;

    @Option(
            names = "--factors",
            paramLabel = "NAME:KIND",
            description = "A name and kind (categorical, continuous, ignored) per column of 'factors'"
                    + " (default: whole numbers are categorical, others continuous).")
    private @Nullable String factors;

    @Mixin
    private final SheetOptions sheets = new SheetOptions();

    @Mixin
    private final Catalogs catalogs = new Catalogs();

    ScoreCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() {
        int workers = sheets.threads();
        Catalog catalog = catalogs.load(printer);
        return Files.isDirectory(source) ? trials(catalog, workers) : file(catalog, workers);
    }

    private Integer file(Catalog catalog, int workers) {
        List<String> names = metrics.isEmpty()
                ? catalog.metrics().all().stream()
                        .filter(metric -> !metric.onlyWhenNamed())
                        .map(Named::name)
                        .toList()
                : metrics;
        List<ConfiguredMetric<?>> chosen = CodeScoring.named(catalog.metrics(), names);
        CodeSet codes = UserCodes.read(source, test, factors, blocks, sheets.seed());
        ScoreSheet sheet = new CodeScoring(chosen, sheets.streams(), workers, watcher("")).score(codes);
        printer.print(sheets.text(sheet, codes.trainRows(), codes.testRows()));
        return ExitCode.WELL;
    }

    private CodeScoring.Watcher watcher(String prefix) {
        return (metric, number, of) -> printer.say(prefix + "metric " + number + " of " + of + ": " + metric);
    }

    private Integer trials(Catalog catalog, int workers) {
        refuse("--test", test);
        refuse("--blocks", blocks);
        refuse("--factors", factors);
        OutputFolder out = new OutputFolder(source);
        KeptScores scores = new KeptScores(catalog, out, metrics, workers, printer::say, this::watcher);
        List<KeptScores.Rescored> rescored = scores.all();
        if (rescored.isEmpty()) {
            throw new UserError(source + ": no trial kept its codes. Put 'keep: codes' into the experiment; trials that"
                    + " are done already have to be run again, in another folder (--out)");
        }
        List<Object> json = new ArrayList<>();
        List<String> before = List.of("trial", "method", "dataset", "seed");
        StringBuilder csv = new StringBuilder(ScoreText.csvHead(before));
        StringBuilder markdown = new StringBuilder();
        int compared = 0;
        int moved = 0;
        int wrong = 0;
        int changed = 0;
        for (KeptScores.Rescored trial : rescored) {
            json.add(json(trial));
            csv.append(ScoreText.csv(
                    trial.sheet(),
                    List.of(
                            trial.trial().id(),
                            trial.trial().method(),
                            trial.trial().data(),
                            String.valueOf(trial.trial().seed()))));
            markdown.append("## ").append(trial.title()).append("\n\n").append(ScoreText.markdown(trial.sheet()));
            compared += trial.recorded().size();
            moved += trial.moved().size();
            changed += trial.changed().size();
            wrong += trial.wrong().size();
            trial.moved()
                    .forEach(score ->
                            printer.say((trial.excused().containsKey(score) ? "Not seen: " : "Not as recorded: ")
                                    + trial.title() + ", " + trial.text(score)));
        }
        printer.print(
                switch (sheets.format()) {
                    case JSON -> JsonText.pretty(Map.of("trials", json));
                    case CSV -> csv.toString();
                    case MD -> markdown.toString();
                });
        printer.say(rescored.size() + " trials scored anew; " + compared + " scores stand in their records, "
                + (moved == 0 ? "all as they are now" : moved + " of them with another value")
                + (moved > wrong ? ", of which " + (moved - wrong) + " may be another processor's" : "")
                + (changed > moved ? " (" + (changed - moved) + " differ by less than 1e-9)." : "."));
        return wrong == 0 ? ExitCode.WELL : ExitCode.TROUBLE;
    }

    private Map<String, @Nullable Object> json(KeptScores.Rescored trial) {
        Map<String, @Nullable Object> text = new LinkedHashMap<>();
        text.put("id", trial.trial().id());
        text.put("method", trial.trial().method());
        text.put("settings", trial.trial().settings());
        text.put("dataset", trial.trial().data());
        text.put("seed", trial.trial().seed());
        text.putAll(ScoreText.json(trial.sheet(), sheets.details(), trial.recorded()));
        return text;
    }

    private void refuse(String option, @Nullable Object value) {
        if (value != null) {
            throw new UserError(option + " is for a file of codes; " + source
                    + " is a folder, whose trials know their factors, blocks and test rows");
        }
    }
}
