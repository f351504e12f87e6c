package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.ScratchFolder;
import org.disentangle.runner.verify.Verification;
import org.disentangle.runner.verify.VerificationReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code suite verify}. */
@Command(
        name = "verify",
        description = {
            "Whether an output folder still says what it said, and whether its numbers come out again: every record's digest, every",
            "file beside it, every cell of the boards, every score of codes that were kept; with --rerun also by training again.",
            "Lists what is wrong and what cannot be seen. Changes nothing. Exit code 2 if something is wrong, or nothing could be seen."
        })
final class VerifyCommand implements Callable<Integer> {
    private final Printer printer;

    @Parameters(paramLabel = "DIR", description = "The output folder, such as results/quickstart.")
    private Path folder;

    @Mixin
    private final RerunOptions options = new RerunOptions();

    @Option(names = "--no-scores", description = "Does not score kept codes anew.")
    private boolean withoutScores;

    @Option(names = "--format", paramLabel = "F", defaultValue = "text", description = "text (default) or json.")
    private StatusCommand.Format format = StatusCommand.Format.TEXT;

    @Mixin
    private final Catalogs catalogs = new Catalogs();

    VerifyCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() throws InterruptedException {
        Catalog catalog = catalogs.load(printer);
        Verification verification = new Verification(new OutputFolder(folder), catalog);
        verification.checkFiles();
        List<PlannedTrial> again = options.chosen(verification.recorded(), folder);
        if (!withoutScores) {
            verification.checkScores(Runtime.getRuntime().availableProcessors(), printer::say);
        }
        if (!again.isEmpty()) {
            rerun(verification, again, catalog);
        }
        VerificationReport report = verification.report();
        printer.print(format == StatusCommand.Format.JSON ? json(report) : text(report));
        return report.holds() ? ExitCode.WELL : ExitCode.TROUBLE;
    }

    private void rerun(Verification verification, List<PlannedTrial> trials, Catalog catalog)
            throws InterruptedException {
        try (ScratchFolder scratch = ScratchFolder.make()) {
            OutputFolder out = new OutputFolder(scratch.path());
            out.prepare();
            options.reruns(verification.plan(), out, catalog.plugins(), printer)
                    .run(trials, verification.records(), verification::checkRerun);
        }
    }

    private static String json(VerificationReport report) {
        Map<String, @Nullable Object> text = new LinkedHashMap<>();
        text.put("holds", report.holds());
        text.put("held", report.held());
        text.put(
                "findings",
                report.findings().stream()
                        .map(finding -> Map.of(
                                "kind",
                                finding.kind().name().toLowerCase(Locale.ROOT),
                                "where",
                                finding.where(),
                                "text",
                                finding.text()))
                        .toList());
        return JsonText.pretty(text);
    }

    private static String text(VerificationReport report) {
        StringBuilder text = new StringBuilder();
        text.append(
                report.held().isEmpty()
                        ? "Nothing could be checked.\n"
                        : report.held().entrySet().stream()
                                .map(entry -> entry.getValue() + " " + entry.getKey())
                                .collect(Collectors.joining(", ", "As they must be: ", ".\n")));
        for (VerificationReport.Kind kind : VerificationReport.Kind.values()) {
            report.findings().stream().filter(finding -> finding.kind() == kind).forEach(finding -> text.append(
                            kind == VerificationReport.Kind.WRONG ? "Wrong: " : "Not seen: ")
                    .append(finding.where())
                    .append(": ")
                    .append(finding.text())
                    .append('\n'));
        }
        if (!report.held().isEmpty()) {
            text.append(report.holds() ? "Nothing is wrong.\n" : "Something is wrong.\n");
        }
        return text.toString();
    }
}
