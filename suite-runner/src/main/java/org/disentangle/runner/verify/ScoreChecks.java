package org.disentangle.runner.verify;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.disentangle.core.UserError;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.runner.codes.KeptCodes;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.score.KeptScores;
import org.disentangle.runner.store.OutputFolder;

/** The scores of records against those of the codes that their trials kept. */
final class ScoreChecks {
    private final OutputFolder out;
    private final Ledger ledger;

    ScoreChecks(OutputFolder out, Ledger ledger) {
        this.out = out;
        this.ledger = ledger;
    }

    void check(Map<String, TrialRecord> records, Catalog catalog, int threads, Consumer<String> notes) {
        List<TrialRecord> done = records.values().stream()
                .filter(record -> record.status() == TrialStatus.DONE)
                .toList();
        long without = done.stream()
                .filter(record -> !KeptCodes.areIn(out.trial(record.id())))
                .count();
        if (without > 0) {
            ledger.unproven(
                    "trials",
                    without + " of " + done.size()
                            + " trials that are done have no codes here ('keep: codes'); their scores"
                            + " can be derived again only by training (--rerun)");
        }
        if (without == done.size()) {
            return;
        }
        KeptScores scores = new KeptScores(
                catalog,
                out,
                List.of(),
                threads,
                line -> {},
                prefix -> (metric, number, of) ->
                        notes.accept(prefix + "metric " + number + " of " + of + ": " + metric));
        List<KeptScores.Rescored> rescored;
        try {
            rescored = scores.all();
        } catch (UserError e) {
            ledger.wrong("trials", "codes cannot be scored anew: " + e.getMessage());
            return;
        }
        for (KeptScores.Rescored trial : rescored) {
            TrialRecord record = records.get(trial.trial().id());
            long moved = trial.moved().size();
            trial.recorded().keySet().stream()
                    .filter(score -> !trial.moved().contains(score))
                    .forEach(score -> ledger.holds("scores"));
            String where = "trials/" + trial.trial().id();
            trial.moved().forEach(score -> {
                if (trial.excused().containsKey(score)) {
                    ledger.unproven(where, trial.text(score));
                } else {
                    ledger.wrong(where, trial.text(score));
                }
            });
            long unseen = record == null
                    ? 0
                    : record.scores().size() - trial.recorded().size();
            if (unseen > 0 && moved == 0) {
                ledger.unproven(where, unseen + " scores are not of codes alone and were not made again");
            }
        }
    }
}
