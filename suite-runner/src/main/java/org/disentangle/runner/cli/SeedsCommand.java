package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.disentangle.core.UserError;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.ExperimentRun;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.seeds.SeedReport;
import org.disentangle.runner.seeds.SeedReportText;
import org.disentangle.runner.seeds.SeedReports;
import org.disentangle.runner.store.OutputFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code suite seeds}. */
@Command(
        name = "seeds",
        description = {
            "What the scatter over seeds is made of: how much of it each random stream makes when it alone varies ('vary' in the experiment",
            "file), how far two runs of one seed are apart (--rerun first trains them again and keeps their records in DIR/reruns), in how many",
            "seeds the halves are diagonal, how many trials failed, and how many more seeds would separate two methods."
        })
final class SeedsCommand implements Callable<Integer> {
    private final Printer printer;

    @Parameters(paramLabel = "DIR", description = "The output folder, such as results/seed-study.")
    private Path folder;

    @Mixin
    private final RerunOptions options = new RerunOptions();

    @Option(
            names = "--metrics",
            paramLabel = "ID",
            split = ",",
            description = "Metrics to show, as boards call them, separated by commas (default: all).")
    private List<String> metrics = new ArrayList<>();

    @Option(names = "--format", paramLabel = "F", defaultValue = "md", description = "json, csv or md (default).")
    private ReportCommand.Format format = ReportCommand.Format.MD;

    @Mixin
    private final Catalogs catalogs = new Catalogs();

    SeedsCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() throws InterruptedException {
        Catalog catalog = catalogs.load(printer);
        OutputFolder out = new OutputFolder(folder);
        Plan plan = out.plan();
        Map<String, TrialRecord> records = ExperimentRun.records(out, plan, printer::say);
        OutputFolder kept = out.reruns();
        List<PlannedTrial> again = options.chosen(
                plan.withoutStudy().trials().stream()
                        .filter(trial -> records.containsKey(trial.id()))
                        .toList(),
                folder);
        if (!again.isEmpty()) {
            kept.prepare();
            options.reruns(plan, kept, catalog.plugins(), printer).run(again, records, (trial, record) -> {});
        }
        Map<String, TrialRecord> reruns = ExperimentRun.records(kept, plan, printer::say);
        SeedReport report = SeedReports.of(plan, records, reruns);
        Set<String> wanted = known(report);
        printer.print(
                switch (format) {
                    case JSON -> JsonText.pretty(SeedReportText.json(report));
                    case CSV -> SeedReportText.csv(report);
                    case MD -> SeedReportText.markdown(report, wanted);
                });
        return ExitCode.WELL;
    }

    private Set<String> known(SeedReport report) {
        Set<String> there = new TreeSet<>();
        report.lines().forEach(line -> line.cells().forEach(cell -> there.add(cell.metric())));
        for (String metric : metrics) {
            if (!there.contains(metric)) {
                throw new UserError("--metrics names '" + metric + "', of which " + folder + " has no score. It has: "
                        + String.join(", ", there));
            }
        }
        return new LinkedHashSet<>(metrics);
    }
}
