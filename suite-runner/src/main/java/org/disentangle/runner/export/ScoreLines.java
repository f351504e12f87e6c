package org.disentangle.runner.export;

import java.util.List;
import java.util.Map;
import org.disentangle.core.metric.Score;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.experiment.Settings;
import org.disentangle.runner.json.Names;
import org.disentangle.runner.table.CsvLine;

/**
 * Every score of every trial, a line each: the long form that pandas and DuckDB read. Blocks are as the trial has them; boards match
 * them over seeds first. A trial of a study of seeds names the stream that alone has its seed. A trial without scores has one line with its status and empty cells.
 */
final class ScoreLines {
    private static final String HEAD = CsvLine.of(List.of(
            "trial",
            "method",
            "settings",
            "dataset",
            "seed",
            "varied",
            "status",
            "metric",
            "block",
            "factor",
            "value",
            "n"));

    private ScoreLines() {}

    static String of(Plan plan, Map<String, TrialRecord> records) {
        StringBuilder text = new StringBuilder(HEAD);
        for (PlannedTrial trial : plan.trials()) {
            TrialRecord record = records.get(trial.id());
            String status = record == null ? "missing" : Names.constant(record.status());
            if (record == null || record.scores().isEmpty()) {
                text.append(line(trial, status, "", "", "", "", ""));
                continue;
            }
            for (Score score : record.scores()) {
                text.append(line(
                        trial,
                        status,
                        score.metric(),
                        score.block(),
                        score.factor(),
                        CanonicalJson.write(score.value()),
                        Integer.toString(score.n())));
            }
        }
        return text.toString();
    }

    private static String line(
            PlannedTrial trial, String status, String metric, String block, String factor, String value, String n) {
        return CsvLine.of(List.of(
                trial.id(),
                trial.method(),
                Settings.text(trial.settings()),
                trial.data(),
                Long.toString(trial.seed()),
                trial.varied(),
                status,
                metric,
                block,
                factor,
                value,
                n));
    }
}
