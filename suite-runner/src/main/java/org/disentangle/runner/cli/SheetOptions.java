package org.disentangle.runner.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.Check;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.score.ScoreSheet;
import org.disentangle.runner.score.ScoreText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What commands that score a user's codes have in common: what metrics draw from, threads, and the form of the scores. */
final class SheetOptions {
    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Seed of what is drawn: a split where there is one, and in metrics (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of metrics (default: all processors); changes no number.")
    private @Nullable Integer threads;

    @Option(names = "--details", description = "JSON also holds each score's details and the metrics' matrices.")
    private boolean details;

    @Option(names = "--format", paramLabel = "F", defaultValue = "md", description = "json, csv or md (default).")
    private ReportCommand.Format format = ReportCommand.Format.MD;

    /** @throws org.disentangle.core.UserError if it is no number of threads */
    int threads() {
        int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        Check.within("--threads", workers, 1, 4096);
        return workers;
    }

    long seed() {
        return seed;
    }

    SeedStreams streams() {
        return new SeedStreams(seed);
    }

    boolean details() {
        return details;
    }

    ReportCommand.Format format() {
        return format;
    }

    /** The scores of one set of codes. */
    String text(ScoreSheet sheet, int trainRows, int testRows) {
        return switch (format) {
            case JSON -> {
                Map<String, @Nullable Object> text = new LinkedHashMap<>();
                text.put("seed", seed);
                text.put("train_rows", trainRows);
                text.put("test_rows", testRows);
                text.putAll(ScoreText.json(sheet, details, Map.of()));
                yield JsonText.pretty(text);
            }
            case CSV -> ScoreText.csvHead(List.of()) + ScoreText.csv(sheet, List.of());
            case MD ->
                trainRows + " training rows, " + testRows + " test rows, seed " + seed + ".\n\n"
                        + ScoreText.markdown(sheet);
        };
    }
}
