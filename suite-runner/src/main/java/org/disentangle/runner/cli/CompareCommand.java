package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.disentangle.core.UserError;
import org.disentangle.runner.ExperimentRun;
import org.disentangle.runner.compare.Comparison;
import org.disentangle.runner.compare.ComparisonText;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.store.OutputFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code suite compare}. */
@Command(
        name = "compare",
        description = {
            "What changed between two output folders: settings, lines that one of them lacks, and every cell whose numbers differ, paired by",
            "seed, with the interval of the difference and its p-value (Student's paired t, corrected by Holm's method)."
        })
final class CompareCommand implements Callable<Integer> {
    private final Printer printer;

    @Parameters(index = "0", paramLabel = "A", description = "An output folder.")
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "Another one.")
    private Path second;

    @Option(
            names = "--metrics",
            paramLabel = "ID",
            split = ",",
            description = "Metrics to look at, as boards call them, separated by commas (default: all).")
    private List<String> metrics = new ArrayList<>();

    @Option(names = "--format", paramLabel = "F", defaultValue = "md", description = "json, csv or md (default).")
    private ReportCommand.Format format = ReportCommand.Format.MD;

    CompareCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() {
        OutputFolder a = new OutputFolder(first);
        OutputFolder b = new OutputFolder(second);
        Plan planA = a.plan();
        Plan planB = b.plan();
        Comparison comparison = Comparison.of(
                planA,
                ExperimentRun.records(a, planA, printer::say),
                planB,
                ExperimentRun.records(b, planB, printer::say),
                new LinkedHashSet<>(metrics));
        if (!metrics.isEmpty() && comparison.equal() == 0 && comparison.cells().isEmpty()) {
            throw new UserError(
                    "--metrics names " + String.join(", ", metrics) + ", of which both folders have no common cell");
        }
        List<String> names = List.of(first.toString(), second.toString());
        printer.print(
                switch (format) {
                    case JSON -> JsonText.pretty(ComparisonText.json(comparison, names));
                    case CSV -> ComparisonText.csv(comparison);
                    case MD -> ComparisonText.markdown(comparison, names);
                });
        return ExitCode.WELL;
    }
}
