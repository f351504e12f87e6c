package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.RecordState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code suite status}. */
@Command(name = "status", description = "Says how far a run is, from the records alone; changes nothing.")
final class StatusCommand implements Callable<Integer> {
    private final Printer printer;

    @Parameters(paramLabel = "DIR", description = "The output folder, such as results/quickstart.")
    private Path folder;

    @Option(names = "--format", paramLabel = "F", defaultValue = "text", description = "text (default) or json.")
    private Format format = Format.TEXT;

    enum Format {
        TEXT,
        JSON
    }

    StatusCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() {
        OutputFolder out = new OutputFolder(folder);
        Plan plan = out.plan();
        Map<String, Integer> counts = new TreeMap<>();
        for (PlannedTrial trial : plan.trials()) {
            RecordState state = out.record(trial.id());
            counts.merge(TrialStates.of(state), 1, Integer::sum);
            if (format == Format.TEXT) {
                printer.print(line(trial, state));
            }
            if (state instanceof RecordState.Damaged damaged) {
                printer.say("suite: a damaged record is not used: " + damaged.reason());
            }
        }
        if (format == Format.JSON) {
            printer.print(JsonText.pretty(
                    plan.trials().stream().map(trial -> json(trial, out)).toList()));
        }
        printer.say(plan.title() + ": " + plan.trials().size() + " trials; "
                + String.join(
                        ", ",
                        counts.entrySet().stream()
                                .map(entry -> entry.getValue() + " " + entry.getKey())
                                .toList())
                + ".");
        return ExitCode.WELL;
    }

    private static Map<String, @Nullable Object> json(PlannedTrial trial, OutputFolder out) {
        RecordState state = out.record(trial.id());
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("id", trial.id());
        values.put("state", TrialStates.of(state));
        values.put("data", trial.data());
        values.put("method", trial.method());
        values.put("settings", trial.settings());
        values.put("seed", trial.seed());
        values.put("varied", trial.varied());
        values.put("message", message(state));
        if (state instanceof RecordState.Present present) {
            TrialRecord.Costs costs = present.record().costs();
            values.put("setup_seconds", costs.setupSeconds());
            values.put("training_seconds", costs.trainingSeconds());
            values.put("scoring_seconds", costs.scoringSeconds());
            values.put("peak_memory_bytes", costs.peakMemoryBytes());
        }
        return values;
    }

    private static String line(PlannedTrial trial, RecordState state) {
        String message = message(state);
        return String.format(
                Locale.ROOT,
                "%s  %-8s  %s%s%n",
                trial.id().substring(0, 12),
                TrialStates.of(state),
                RunState.name(trial),
                message.isEmpty() ? "" : ": " + message.lines().findFirst().orElse(""));
    }

    private static String message(RecordState state) {
        if (state instanceof RecordState.Present present) {
            TrialRecord record = present.record();
            return record.failure() == null ? "" : record.failure().message();
        }
        return state instanceof RecordState.Damaged damaged ? damaged.reason() : "";
    }
}
