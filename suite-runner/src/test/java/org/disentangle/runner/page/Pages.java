package org.disentangle.runner.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.board.BoardPlans;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;

/** Plans, records and curves to make pages of. */
final class Pages {
    private Pages() {}

    /** Of each trial a curve of five steps, with a term and a lambda. */
    static List<String> curve(String id) {
        List<String> lines = new ArrayList<>();
        for (int step = 0; step < 5; step++) {
            lines.add("{\"alignment\":" + (1.0 / (step + 1)) + ",\"lambda_content\":" + (1 + step) + ",\"loss\":"
                    + (4.5 - step) + ",\"step\":" + step + "}");
        }
        return lines;
    }

    /** Lines named by {@code method} and a setting, with accuracies that differ by line and seed. */
    static Plan plan(int lines, int seeds, String method) {
        List<PlannedTrial> trials = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            for (int seed = 0; seed < seeds; seed++) {
                trials.add(BoardPlans.trial(method, Map.of("lambda", line), seed));
            }
        }
        return new Plan(
                Plan.SCHEMA,
                "generated",
                "A generated experiment",
                "",
                trials,
                BoardPlans.PLAN.published(),
                Map.of(),
                List.of("Somebody. Something. arXiv:2311.08815."));
    }

    static Map<String, TrialRecord> records(Plan plan) {
        Map<String, TrialRecord> records = new LinkedHashMap<>();
        int number = 0;
        for (PlannedTrial trial : plan.trials()) {
            double lambda = ((Number) trial.settings().getOrDefault("lambda", 0)).doubleValue();
            double noise = 0.001 * (number++ * 7 % 30);
            double high = 0.5 + 0.4 / (1 + lambda) + noise;
            records.put(trial.id(), Fixtures.done(trial, Fixtures.scores(high, 0.2 + noise, 0.3 + noise, 0.6 + noise)));
        }
        return records;
    }

    /** As long as a real one. */
    static List<String> longCurve(int steps) {
        List<String> lines = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            StringBuilder line = new StringBuilder("{");
            for (String name : List.of("alignment", "entropy", "gradient_norm", "learning_rate", "loss", "lambda_z")) {
                line.append('"')
                        .append(name)
                        .append("\":")
                        .append(Math.sin(step * 0.7 + name.length()) + 3.25)
                        .append(',');
            }
            lines.add(line.append("\"step\":").append(8 * step).append('}').toString());
        }
        return lines;
    }
}
