package org.disentangle.runner.board;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.experiment.Plan.PlannedTrial;

/** Scores that there are not, with the reason, so that an empty cell is no riddle. */
public final class UndefinedScores {
    private UndefinedScores() {}

    private record Key(String method, String dataset, Undefined undefined) {}

    /** @return a sentence per method, data set and score, with the number of trials */
    public static List<String> of(List<PlannedTrial> trials, Map<String, TrialRecord> records) {
        Map<Key, Integer> counts = new LinkedHashMap<>();
        for (PlannedTrial trial : trials) {
            TrialRecord record = records.get(trial.id());
            if (record != null) {
                record.undefined()
                        .forEach(undefined ->
                                counts.merge(new Key(trial.method(), trial.data(), undefined), 1, Integer::sum));
            }
        }
        return counts.entrySet().stream()
                .map(entry -> sentence(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String sentence(Key key, int trials) {
        Undefined undefined = key.undefined;
        String factor = undefined.factor().isEmpty() ? "" : " for " + undefined.factor();
        return undefined.metric() + " of " + undefined.block() + factor + " has no value in " + trials
                + (trials == 1 ? " trial of " : " trials of ") + key.method + " on " + key.dataset + ": "
                + undefined.reason() + ".";
    }
}
