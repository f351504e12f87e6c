package org.disentangle.runner.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.datasets.file.FileDigests;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.plugin.Plugins;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.RecordState;

/** The records of a plan's trials, the files beside them, and the plug-ins that they were made with. */
final class RecordChecks {
    private final OutputFolder out;
    private final Plugins plugins;
    private final Ledger ledger;

    /** Folders of trials by the name of a file that is not there. */
    private final Map<String, List<String>> absent = new TreeMap<>();

    RecordChecks(OutputFolder out, Plugins plugins, Ledger ledger) {
        this.out = out;
        this.plugins = plugins;
        this.ledger = ledger;
    }

    /** @return the records that carry the digest of their content and are those of their trials */
    Map<String, TrialRecord> check(Plan plan) {
        Map<String, TrialRecord> records = new LinkedHashMap<>();
        int missing = 0;
        for (PlannedTrial trial : plan.trials()) {
            String where = out.root().relativize(out.trial(trial.id())).toString();
            if (!CanonicalJson.digest(trial.spec()).equals(trial.id())) {
                ledger.wrong(OutputFolder.PLAN, "trial " + trial.id() + " is not the digest of its specification");
            }
            RecordState state = out.record(trial.id());
            if (state instanceof RecordState.Present present) {
                ledger.holds("records");
                records.put(trial.id(), present.record());
                check(where, present.record());
            } else if (state instanceof RecordState.Damaged damaged) {
                ledger.wrong(where + "/record.json", damaged.reason());
            } else {
                missing++;
            }
        }
        if (missing > 0) {
            ledger.unproven(
                    "trials",
                    missing + " of " + plan.trials().size()
                            + " trials have no record here; what boards say of them cannot be" + " derived again");
        }
        absent.forEach((name, places) -> ledger.unproven(
                places.size() == 1 ? places.get(0) + "/" + name : name,
                places.size() == 1
                        ? "is not there; the record speaks of it"
                        : "is not there in " + places.size() + " trials, whose records speak of it"));
        plugins(records);
        return records;
    }

    private void check(String where, TrialRecord record) {
        TrialRecord.Predictions predictions = record.predictions();
        if (predictions != null) {
            file(where, record, predictions.file(), predictions.sha256());
        }
        record.attachments().forEach(attachment -> file(where, record, attachment.file(), attachment.sha256()));
        for (TrialRecord.EncoderProof proof : record.proofs()) {
            if (proof.before().equals(proof.after())) {
                ledger.holds("frozen encoders");
            } else {
                ledger.wrong(where + "/record.json", "the encoder changed while " + proof.metric() + " was scored");
            }
        }
    }

    private void file(String where, TrialRecord record, String name, String sha256) {
        Path file = out.trial(record.id()).resolve(name);
        if (!Files.exists(file)) {
            absent.computeIfAbsent(name, key -> new ArrayList<>()).add(where);
        } else if (FileDigests.of(file).sha256().equals(sha256)) {
            ledger.holds("files beside records");
        } else {
            ledger.wrong(where + "/" + name, "is not the file that the record speaks of; it was changed or damaged");
        }
    }

    /** One finding per jar: that it is the same, another or not there. */
    private void plugins(Map<String, TrialRecord> records) {
        Map<String, TrialRecord.Plugin> used = new TreeMap<>();
        records.values().forEach(record -> record.plugins()
                .forEach(plugin -> used.put(plugin.file() + " " + plugin.sha256(), plugin)));
        for (TrialRecord.Plugin plugin : used.values()) {
            if (plugins.loaded().stream().anyMatch(now -> now.jar().sha256().equals(plugin.sha256()))) {
                ledger.holds("plug-ins");
            } else {
                ledger.unproven(
                        plugin.file(),
                        "the plug-in with SHA-256 " + plugin.sha256() + " that records were made with is not loaded"
                                + " (--plugin FILE)");
            }
        }
    }
}
