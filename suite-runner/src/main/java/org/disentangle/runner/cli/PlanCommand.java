package org.disentangle.runner.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.disentangle.runner.experiment.CostEstimate;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Settings;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.store.OutputFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code suite plan}. */
@Command(
        name = "plan",
        description = "Prints the trials of an experiment with their ids and what they will cost; writes nothing.")
final class PlanCommand implements Callable<Integer> {
    private final Printer printer;

    @Mixin
    private final ExperimentOptions experiment = new ExperimentOptions();

    @Option(names = "--format", paramLabel = "F", defaultValue = "text", description = "text (default), csv or json.")
    private Format format = Format.TEXT;

    enum Format {
        TEXT,
        CSV,
        JSON
    }

    PlanCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() {
        ExperimentOptions.Resolved resolved = experiment.resolve(printer);
        OutputFolder out = new OutputFolder(experiment.outputFolder());
        CostEstimate costs = CostEstimate.of(resolved.experiment());
        List<Plan.PlannedTrial> trials = resolved.plan().trials();
        switch (format) {
            case JSON ->
                printer.print(JsonText.pretty(
                        trials.stream().map(trial -> json(trial, costs, out)).toList()));
            case CSV -> {
                StringBuilder text =
                        new StringBuilder("id,state,data,method,settings,seed,views,estimated_seconds,varied\n");
                trials.forEach(trial -> text.append(csv(trial, costs, out)));
                printer.print(text.toString());
            }
            case TEXT -> trials.forEach(trial -> printer.print(text(trial, costs, out)));
        }
        printer.say(summary(trials, costs, out, resolved));
        return ExitCode.WELL;
    }

    private static String state(Plan.PlannedTrial trial, OutputFolder out) {
        return TrialStates.of(out.record(trial.id()));
    }

    private static Map<String, @Nullable Object> json(Plan.PlannedTrial trial, CostEstimate costs, OutputFolder out) {
        CostEstimate.Cost cost = costs.of(trial);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("id", trial.id());
        values.put("state", state(trial, out));
        values.put("data", trial.data());
        values.put("method", trial.method());
        values.put("settings", trial.settings());
        values.put("seed", trial.seed());
        values.put("varied", trial.varied());
        values.put("views", cost.views());
        values.put("estimated_seconds", Math.round(cost.seconds()));
        return values;
    }

    private static String csv(Plan.PlannedTrial trial, CostEstimate costs, OutputFolder out) {
        CostEstimate.Cost cost = costs.of(trial);
        return String.join(
                        ",",
                        trial.id(),
                        state(trial, out),
                        trial.data(),
                        trial.method(),
                        "\"" + Settings.text(trial.settings()).replace("\"", "\"\"") + "\"",
                        Long.toString(trial.seed()),
                        Long.toString(cost.views()),
                        Long.toString(Math.round(cost.seconds())),
                        trial.varied())
                + "\n";
    }

    private static String text(Plan.PlannedTrial trial, CostEstimate costs, OutputFolder out) {
        CostEstimate.Cost cost = costs.of(trial);
        return String.format(
                Locale.ROOT,
                "%s  %-8s  ~%-12s %s%n",
                trial.id().substring(0, 12),
                state(trial, out),
                RunState.duration(cost.seconds()),
                RunState.name(trial));
    }

    private static String summary(
            List<Plan.PlannedTrial> trials, CostEstimate costs, OutputFolder out, ExperimentOptions.Resolved resolved) {
        List<Plan.PlannedTrial> left = trials.stream()
                .filter(trial -> !out.record(trial.id()).isFinal())
                .toList();
        return trials.size() + " trials, " + left.size() + " of them to be run: roughly " + effort(left, costs)
                + ". Output: " + Paths.shortest(out.root()) + ". Device: " + resolved.device() + ".";
    }

    private static String effort(List<Plan.PlannedTrial> trials, CostEstimate costs) {
        double seconds =
                trials.stream().mapToDouble(trial -> costs.of(trial).seconds()).sum();
        double operations = trials.stream()
                .mapToDouble(trial -> costs.of(trial).operations())
                .sum();
        return String.format(
                Locale.ROOT,
                "%s on this machine's CPU (%.1e operations of the encoder %s; a GPU that sustains 100 TFLOP/s: %s)",
                RunState.duration(seconds),
                operations,
                CostEstimate.basis(),
                RunState.duration(operations / 1e14));
    }
}
