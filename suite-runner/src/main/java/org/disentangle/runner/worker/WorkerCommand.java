package org.disentangle.runner.worker;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.experiment.Kept;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.json.PlacedError;
import org.disentangle.runner.json.Tree;
import org.jspecify.annotations.Nullable;

/** What a worker is told on its standard input, one JSON object per line. */
sealed interface WorkerCommand {

    /**
     * Run a trial.
     *
     * @param out the output folder
     * @param spec as in the plan
     */
    record RunTrial(
            String id,
            Map<String, @Nullable Object> spec,
            Path out,
            Path data,
            String device,
            int threads,
            double checkpointSeconds,
            List<Kept> keep,
            Map<String, String> environment)
            implements WorkerCommand {}

    /** End the trial in hand with a checkpoint. */
    record Stop() implements WorkerCommand {}

    default String encode() {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        if (this instanceof RunTrial trial) {
            line.put("do", "trial");
            line.put("id", trial.id());
            line.put("spec", trial.spec());
            line.put("out", trial.out().toString());
            line.put("data", trial.data().toString());
            line.put("device", trial.device());
            line.put("threads", trial.threads());
            line.put("checkpoint_seconds", trial.checkpointSeconds());
            line.put("keep", trial.keep().stream().map(Kept::name).toList());
            line.put("environment", trial.environment());
        } else {
            line.put("do", "stop");
        }
        return CanonicalJson.write(line);
    }

    static WorkerCommand decode(String text) {
        Tree.Mapping line = JsonReader.read("", text).asMapping("a command");
        if (line.text("do").equals("stop")) {
            return new Stop();
        }
        Map<String, String> environment = new LinkedHashMap<>();
        line.mapping("environment").members().forEach((key, value) -> environment.put(key, value.asText(key)));
        if (!(line.require("checkpoint_seconds") instanceof Tree.Scalar scalar
                && scalar.value() instanceof Number checkpointSeconds)) {
            throw new PlacedError(line.place(), "'checkpoint_seconds' is no number");
        }
        return new RunTrial(
                line.text("id"),
                line.mapping("spec").plain(),
                Path.of(line.text("out")),
                Path.of(line.text("data")),
                line.text("device"),
                Math.toIntExact(line.whole("threads")),
                checkpointSeconds.doubleValue(),
                line.list("keep").stream()
                        .map(kept -> Kept.valueOf(kept.asText("keep")))
                        .toList(),
                environment);
    }
}
