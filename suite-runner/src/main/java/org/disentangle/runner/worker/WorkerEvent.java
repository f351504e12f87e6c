package org.disentangle.runner.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.disentangle.core.UserError;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.json.Tree;
import org.jspecify.annotations.Nullable;

/** What a worker says on its standard output, one JSON object per line. */
public sealed interface WorkerEvent {

    /** It listens. */
    record Ready() implements WorkerEvent {}

    record Phase(String phase) implements WorkerEvent {}

    /** @param loss NaN if it was not finite */
    record Step(long step, long steps, double loss, double viewsPerSecond) implements WorkerEvent {}

    record Scoring(String what) implements WorkerEvent {}

    /** @param cpuSeconds processor time that the worker has used since it began */
    record Heartbeat(double cpuSeconds) implements WorkerEvent {}

    /** The record of the trial is on the disk. */
    record Done(String id) implements WorkerEvent {}

    /** The trial stopped when asked to; its checkpoint is on the disk. */
    record Interrupted(String id) implements WorkerEvent {}

    /** The worker cannot write to the output folder; no trial can succeed. */
    record CannotWrite(String message) implements WorkerEvent {}

    /** The worker's process ended; said by the supervisor's side. */
    record Exited(int code) implements WorkerEvent {}

    default String encode() {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        if (this instanceof Ready) {
            line.put("event", "ready");
        } else if (this instanceof Phase phase) {
            line.put("event", "phase");
            line.put("phase", phase.phase());
        } else if (this instanceof Step step) {
            line.put("event", "step");
            line.put("step", step.step());
            line.put("steps", step.steps());
            line.put("loss", finite(step.loss()));
            line.put("views_per_second", finite(step.viewsPerSecond()));
        } else if (this instanceof Scoring scoring) {
            line.put("event", "scoring");
            line.put("what", scoring.what());
        } else if (this instanceof Heartbeat heartbeat) {
            line.put("event", "heartbeat");
            line.put("cpu_seconds", heartbeat.cpuSeconds());
        } else if (this instanceof Done done) {
            line.put("event", "done");
            line.put("id", done.id());
        } else if (this instanceof Interrupted interrupted) {
            line.put("event", "interrupted");
            line.put("id", interrupted.id());
        } else if (this instanceof CannotWrite failure) {
            line.put("event", "cannot-write");
            line.put("message", failure.message());
        } else {
            throw new IllegalArgumentException("Not said by a worker: " + this);
        }
        return CanonicalJson.write(line);
    }

    /** Empty for a line that is no event, such as what a native library prints. */
    static Optional<WorkerEvent> decode(String text) {
        if (!text.startsWith("{")) {
            return Optional.empty();
        }
        try {
            Tree.Mapping line = JsonReader.read("", text).asMapping("an event");
            return switch (line.text("event")) {
                case "ready" -> Optional.of(new Ready());
                case "phase" -> Optional.of(new Phase(line.text("phase")));
                case "step" ->
                    Optional.of(new Step(
                            line.whole("step"),
                            line.whole("steps"),
                            number(line, "loss"),
                            number(line, "views_per_second")));
                case "scoring" -> Optional.of(new Scoring(line.text("what")));
                case "heartbeat" -> Optional.of(new Heartbeat(number(line, "cpu_seconds")));
                case "done" -> Optional.of(new Done(line.text("id")));
                case "interrupted" -> Optional.of(new Interrupted(line.text("id")));
                case "cannot-write" -> Optional.of(new CannotWrite(line.text("message")));
                default -> Optional.empty();
            };
        } catch (UserError e) {
            return Optional.empty();
        }
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static double number(Tree.Mapping line, String key) {
        return line.get(key) instanceof Tree.Scalar scalar && scalar.value() instanceof Number value
                ? value.doubleValue()
                : Double.NaN;
    }
}
