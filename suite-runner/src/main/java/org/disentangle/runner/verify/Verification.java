package org.disentangle.runner.verify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.store.OutputFolder;

/**
 * Looks through an output folder: every record against the digest it carries, every file beside it against the record, every cell of the
 * boards against the records, every score against kept codes, and trials that were run again against their records. What cannot be seen is
 * a finding, too. Nothing in the folder is changed.
 */
public final class Verification {
    private final OutputFolder out;
    private final Catalog catalog;
    private final Plan plan;
    private final Ledger ledger = new Ledger();
    private final Map<String, TrialRecord> records = new LinkedHashMap<>();

    /** @throws org.disentangle.core.UserError if there is no plan that can be read */
    public Verification(OutputFolder out, Catalog catalog) {
        this.out = out;
        this.catalog = catalog;
        this.plan = out.plan();
    }

    /** Reads all files; must come first. */
    public void checkFiles() {
        records.putAll(new RecordChecks(out, catalog.plugins(), ledger).check(plan));
        if (!records.isEmpty()) {
            new BoardChecks(out, ledger).check(plan, records);
        }
    }

    /** Scores all codes that were kept. */
    public void checkScores(int threads, Consumer<String> notes) {
        new ScoreChecks(out, ledger).check(records, catalog, threads, notes);
    }

    /** The trials with a valid record, in the plan's order. */
    public List<PlannedTrial> recorded() {
        return plan.trials().stream()
                .filter(trial -> records.containsKey(trial.id()))
                .toList();
    }

    public Plan plan() {
        return plan;
    }

    /** The valid records, by trial id. */
    public Map<String, TrialRecord> records() {
        return Collections.unmodifiableMap(records);
    }

    /** Takes the record of a trial that was run again. */
    public void checkRerun(PlannedTrial trial, TrialRecord again) {
        Rerun.compare(
                "trials/" + trial.id(), Objects.requireNonNull(records.get(trial.id()), trial.id()), again, ledger);
    }

    public VerificationReport report() {
        return ledger.report();
    }
}
