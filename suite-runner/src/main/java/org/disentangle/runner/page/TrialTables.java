package org.disentangle.runner.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.Figures;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.json.Names;
import org.disentangle.runner.json.YamlText;
import org.jspecify.annotations.Nullable;

/**
 * Trials as rows. What many trials have in common, their specification but for the seed and their environment, stands on the page
 * once.
 */
final class TrialTables {
    private static final int SHORT = 12;
    private static final String NONE = "–";

    private final Map<String, TrialRecord> records;
    private final Map<LineKey, List<PlannedTrial>> byLine = new HashMap<>();
    private final Map<String, Page.Block> specifications = new LinkedHashMap<>();
    private final Map<Map<String, String>, Page.Block> environments = new LinkedHashMap<>();
    private final Map<String, Page.Trial> rows = new HashMap<>();

    private record LineKey(String dataset, String method, Map<String, @Nullable Object> settings) {}

    TrialTables(Plan plan, Map<String, TrialRecord> records) {
        this.records = records;
        for (PlannedTrial trial : plan.trials()) {
            byLine.computeIfAbsent(
                            new LineKey(trial.data(), trial.method(), trial.settings()), line -> new ArrayList<>())
                    .add(trial);
            rows.put(trial.id(), make(trial, records.get(trial.id())));
        }
    }

    static String shortened(String id) {
        return id.substring(0, Math.min(SHORT, id.length()));
    }

    static String anchor(String id) {
        return "t-" + shortened(id);
    }

    /** In plan order. */
    List<PlannedTrial> of(Board.Line line) {
        return byLine.getOrDefault(new LineKey(line.dataset(), line.method(), line.settings()), List.of());
    }

    boolean isDone(PlannedTrial trial) {
        TrialRecord record = records.get(trial.id());
        return record != null && record.status() == TrialStatus.DONE;
    }

    List<TrialRecord> records(Board.Line line) {
        return of(line).stream()
                .flatMap(trial -> java.util.stream.Stream.ofNullable(records.get(trial.id())))
                .toList();
    }

    Page.Trial row(PlannedTrial trial) {
        return java.util.Objects.requireNonNull(rows.get(trial.id()));
    }

    List<Page.Block> specifications() {
        return List.copyOf(specifications.values());
    }

    List<Page.Block> environments() {
        return List.copyOf(environments.values());
    }

    private Page.Trial make(PlannedTrial trial, @Nullable TrialRecord record) {
        Page.Block specification = specification(trial);
        String seed = Long.toString(trial.seed());
        if (record == null) {
            return new Page.Trial(
                    anchor(trial.id()),
                    shortened(trial.id()),
                    seed,
                    "not run",
                    "",
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    specification,
                    "");
        }
        TrialRecord.Costs costs = record.costs();
        return new Page.Trial(
                anchor(trial.id()),
                shortened(trial.id()),
                seed,
                Names.constant(record.status()),
                record.failure() == null ? "" : Names.constant(record.failure().cause()),
                Figures.decimal(costs.trainingSeconds(), 1),
                Figures.decimal(costs.scoringSeconds(), 1),
                Figures.decimal(deviceHours(record), 4),
                steps(record),
                Long.toString(costs.viewsSeen()),
                mebibytes(costs.peakMemoryBytes()),
                record.model() == null ? NONE : Long.toString(record.model().parameters()),
                specification,
                environment(record));
    }

    private static String steps(TrialRecord record) {
        TrialRecord.Selection selection = record.selection();
        return record.costs().steps() + (selection == null ? "" : ", scored after " + selection.step());
    }

    /** A trial has one device to itself from its setup to its last score. */
    static double deviceHours(TrialRecord record) {
        TrialRecord.Costs costs = record.costs();
        return (costs.setupSeconds() + costs.trainingSeconds() + costs.scoringSeconds()) / 3600;
    }

    static String mebibytes(long bytes) {
        return Figures.decimal(bytes / 1048576.0, 0);
    }

    private Page.Block specification(PlannedTrial trial) {
        Map<String, @Nullable Object> spec = new LinkedHashMap<>(trial.spec());
        spec.remove("seed");
        return specifications.computeIfAbsent(
                YamlText.block(spec),
                text -> new Page.Block(
                        "spec" + specifications.size(),
                        "Specification " + (specifications.size() + 1) + ": " + trial.method() + " on " + trial.data(),
                        text));
    }

    private String environment(TrialRecord record) {
        Map<String, String> environment = new TreeMap<>(record.environment());
        for (TrialRecord.Plugin plugin : record.plugins()) {
            environment.put("plugin " + plugin.file(), plugin.version() + " sha256 " + plugin.sha256());
        }
        if (environment.isEmpty()) {
            return "";
        }
        return environments
                .computeIfAbsent(environment, members -> {
                    StringBuilder text = new StringBuilder();
                    members.forEach((name, value) ->
                            text.append(name).append(": ").append(value).append('\n'));
                    return new Page.Block(
                            "env" + environments.size(), "Environment " + (environments.size() + 1), text.toString());
                })
                .id();
    }
}
