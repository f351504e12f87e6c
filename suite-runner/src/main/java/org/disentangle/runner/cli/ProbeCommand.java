package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.disentangle.core.UserError;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.metric.Metric;
import org.disentangle.metrics.probe.LinearProbe;
import org.disentangle.metrics.probe.RowProbe;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.experiment.ExperimentReader;
import org.disentangle.runner.score.LargeCodes;
import org.disentangle.runner.score.ProbeScoring;
import org.disentangle.runner.score.ScoreSheet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code suite probe}. */
@Command(
        name = "probe",
        description = {
            "Fits a linear probe to codes of any size: they are read from their file as they are needed, and need not fit into memory.",
            "Codes are float32 [n, dim], labels whole numbers [n], each in a file of numpy.save. For smaller ones and all other",
            "metrics there is 'suite score'."
        })
final class ProbeCommand implements Callable<Integer> {
    private static final long SECONDS_BETWEEN_LINES = 5;

    private final Printer printer;

    @Option(
            names = "--train",
            arity = "2",
            required = true,
            paramLabel = "CODES.npy LABELS.npy",
            hideParamSyntax = true,
            description = "Training rows.")
    private List<Path> train = new ArrayList<>();

    @Option(
            names = "--test",
            arity = "2",
            required = true,
            paramLabel = "CODES.npy LABELS.npy",
            hideParamSyntax = true,
            description = "Test rows.")
    private List<Path> test = new ArrayList<>();

    @Option(
            names = "--metric",
            paramLabel = "ID",
            defaultValue = LinearProbe.NAME,
            description = "linear-probe (default), or linear-probe-grid, which chooses the penalty.")
    private String metric;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "An option of the probe, as in an experiment file; may be given again.")
    private List<String> settings = new ArrayList<>();

    @Mixin
    private final SheetOptions sheets = new SheetOptions();

    @Mixin
    private final Catalogs catalogs = new Catalogs();

    ProbeCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() {
        int workers = sheets.threads();
        Catalog catalog = catalogs.load(printer);
        Metric<?> named = catalog.metrics().get(metric);
        if (!(named instanceof RowProbe<?>)) {
            throw new UserError(
                    "--metric is '" + metric + "', which needs all codes in memory ('suite score'); allowed are "
                            + String.join(
                                    ", ",
                                    catalog.metrics().all().stream()
                                            .filter(RowProbe.class::isInstance)
                                            .map(Metric::name)
                                            .toList()));
        }
        ConfiguredMetric<?> probe =
                new ExperimentReader(catalog).metric(ObjectiveCommand.settings(named.name(), settings));
        RowProbe.Rows rows = LargeCodes.open(files(train), files(test));
        printer.say(named.name() + " of " + rows.train().rows() + " x "
                + rows.train().dimension() + " codes, " + rows.trainLabels().present() + " classes");
        ScoreSheet sheet = ProbeScoring.score(probe, rows, sheets.streams(), workers, passes());
        printer.print(sheets.text(sheet, rows.train().rows(), rows.test().rows()));
        return ExitCode.WELL;
    }

    private static LargeCodes.Files files(List<Path> paths) {
        return new LargeCodes.Files(paths.get(0), paths.get(1));
    }

    /** A line now and then: how long a pass takes is known, how many there will be is not. */
    private RowProbe.Passes passes() {
        long begin = System.nanoTime();
        long[] said = {begin};
        return (number, objective, gradientNorm) -> {
            long now = System.nanoTime();
            if (now - said[0] >= TimeUnit.SECONDS.toNanos(SECONDS_BETWEEN_LINES)) {
                said[0] = now;
                printer.say(String.format(
                        Locale.ROOT,
                        "pass %d, %d s: objective %.6g, gradient %.2g",
                        number,
                        TimeUnit.NANOSECONDS.toSeconds(now - begin),
                        objective,
                        gradientNorm));
            }
        };
    }
}
