package org.disentangle.runner.sink;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.metric.Score;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.json.Tree;

/**
 * The numbers of one trial in time: its logged steps, and its scores at the last of them. A curve knows steps and no clock; times are
 * spread evenly between beginning and end.
 *
 * @param began milliseconds since 1970
 * @param ended likewise
 * @param steps in order
 * @param lastStep at which the scores stand
 */
record Scalars(long began, long ended, List<Step> steps, long lastStep) {
    Scalars {
        steps = List.copyOf(steps);
    }

    /** @param values by name, without the step itself */
    record Step(long step, long time, Map<String, Double> values) {}

    static Scalars of(TrialRecord record, List<String> curve) {
        long began = millis(record.costs().startedAt());
        long ended = Math.max(began, millis(record.costs().endedAt()));
        List<Tree.Mapping> lines = new ArrayList<>();
        for (String line : curve) {
            lines.add(JsonReader.read("curve.jsonl", line).asMapping("a line of the curve"));
        }
        long last = lines.isEmpty() ? 0 : lines.get(lines.size() - 1).whole("step");
        List<Step> steps = new ArrayList<>();
        for (Tree.Mapping line : lines) {
            long step = line.whole("step");
            Map<String, Double> values = new LinkedHashMap<>();
            line.plain().forEach((name, value) -> {
                if (value instanceof Number number && !name.equals("step")) {
                    values.put(name, number.doubleValue());
                }
            });
            steps.add(new Step(step, began + (last == 0 ? 0 : (ended - began) * step / last), values));
        }
        return new Scalars(began, ended, steps, last);
    }

    /** {@code linear-probe.z0.DC}; blocks keep their own slashes. */
    static String name(Score score) {
        return score.metric() + "." + score.block() + (score.factor().isEmpty() ? "" : "." + score.factor());
    }

    private static long millis(String instant) {
        try {
            return Duration.between(Instant.EPOCH, Instant.parse(instant)).toMillis();
        } catch (DateTimeParseException e) {
            return 0;
        }
    }
}
