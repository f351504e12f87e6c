package org.disentangle.runner.sink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.disentangle.core.metric.Score;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.experiment.Settings;
import org.disentangle.runner.store.FileNames;
import org.jspecify.annotations.Nullable;

/**
 * MLflow's file store ({@code mlflow ui --backend-store-uri DIR}): an experiment per plan, a run per trial, the options as parameters, the
 * terms of the loss and the scores as metrics. No server and no client is needed. Run ids are the beginnings of trial ids, so writing a
 * trial again replaces it.
 */
public final class MlflowSink implements TrialSink {
    private static final int RUN_ID = 32;
    private static final int LONGEST_PARAMETER = 6000;
    private static final int FINISHED = 3;
    private static final int FAILED = 4;
    private static final int LOCAL = 4;

    private final Path folder;

    public MlflowSink(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "mlflow=" + folder;
    }

    @Override
    public void write(Plan plan, PlannedTrial trial, TrialRecord record, List<String> curve) throws IOException {
        Scalars scalars = Scalars.of(record, curve);
        String experimentId = experimentId(plan.name());
        Path experiment = folder.resolve(experimentId);
        String runId = trial.id().substring(0, RUN_ID);
        Path run = experiment.resolve(runId);
        Files.createDirectories(run.resolve("artifacts"));
        meta(experiment, experiment(plan, experimentId, experiment));
        text(run.resolve("tags/mlflow.runName"), RunName.of(trial));
        text(run.resolve("tags/trial"), trial.id());
        text(run.resolve("tags/status"), record.status().name());
        parameters(trial, run.resolve("params"));
        metrics(record, scalars, run.resolve("metrics"));
        meta(run, run(trial, record, scalars, experimentId, runId, run));
    }

    /** MLflow's are numbers; this one hangs on the name alone, so that several runners write into one experiment. */
    static String experimentId(String name) {
        String digest = CanonicalJson.digest(Map.of("experiment", name));
        return Long.toString(100_000_000_000_000_000L + Long.parseLong(digest.substring(0, 14), 16));
    }

    private static Map<String, Object> experiment(Plan plan, String id, Path experiment) {
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("artifact_location", experiment.toUri().toString());
        meta.put("experiment_id", id);
        meta.put("lifecycle_stage", "active");
        meta.put("name", plan.name());
        return meta;
    }

    private static Map<String, Object> run(
            PlannedTrial trial, TrialRecord record, Scalars scalars, String experimentId, String runId, Path run) {
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("artifact_uri", run.resolve("artifacts").toUri().toString());
        meta.put("end_time", scalars.ended());
        meta.put("entry_point_name", "");
        meta.put("experiment_id", experimentId);
        meta.put("lifecycle_stage", "active");
        meta.put("run_id", runId);
        meta.put("run_name", RunName.of(trial));
        meta.put("run_uuid", runId);
        meta.put("source_name", "suite");
        meta.put("source_type", LOCAL);
        meta.put("source_version", "");
        meta.put("start_time", scalars.began());
        meta.put("status", record.status() == TrialStatus.DONE ? FINISHED : FAILED);
        meta.put("tags", List.of());
        meta.put("user_id", "");
        return meta;
    }

    private static void parameters(PlannedTrial trial, Path folder) throws IOException {
        Map<String, @Nullable Object> flat = Settings.flatten(trial.spec());
        for (Map.Entry<String, @Nullable Object> entry : flat.entrySet()) {
            String value = CanonicalJson.write(entry.getValue());
            text(
                    folder.resolve(FileNames.of(entry.getKey())),
                    value.substring(0, Math.min(value.length(), LONGEST_PARAMETER)));
        }
    }

    private static void metrics(TrialRecord record, Scalars scalars, Path folder) throws IOException {
        Map<String, StringBuilder> lines = new TreeMap<>();
        for (Scalars.Step step : scalars.steps()) {
            step.values().forEach((name, value) -> lines.computeIfAbsent(FileNames.of(name), key -> new StringBuilder())
                    .append(line(step.time(), value, step.step())));
        }
        for (Score score : record.scores()) {
            lines.computeIfAbsent(FileNames.of("score." + Scalars.name(score)), key -> new StringBuilder())
                    .append(line(scalars.ended(), score.value(), scalars.lastStep()));
        }
        for (Map.Entry<String, StringBuilder> entry : lines.entrySet()) {
            text(folder.resolve(entry.getKey()), entry.getValue().toString());
        }
    }

    private static String line(long time, double value, long step) {
        return time + " " + value + " " + step + "\n";
    }

    /** JSON is YAML. */
    private static void meta(Path folder, Map<String, Object> values) throws IOException {
        StringBuilder text = new StringBuilder();
        values.forEach((key, value) ->
                text.append(key).append(": ").append(CanonicalJson.write(value)).append('\n'));
        text(folder.resolve("meta.yaml"), text.toString());
    }

    private static void text(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
