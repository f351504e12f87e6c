package org.disentangle.runner.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.disentangle.core.UserError;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.datasets.file.FileDigests;
import org.disentangle.runner.ExperimentRun;
import org.disentangle.runner.codes.KeptCodes;
import org.disentangle.runner.codes.KeptModel;
import org.disentangle.runner.experiment.Kept;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.seeds.SeedReportText;
import org.disentangle.runner.seeds.SeedReports;
import org.disentangle.runner.store.AtomicFiles;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.StoreError;

/**
 * What of an output folder somebody else needs: plan, records and the files that they speak of, boards made anew from them, all scores in
 * long form, sums of all files. It is an output folder itself, which {@code suite verify} and {@code suite report} accept.
 */
public final class Bundle {
    private static final String SUMS = "SHA256SUMS";
    private static final String SEEDS = "seeds.md";

    private final OutputFolder from;
    private final OutputFolder to;
    private final Plan plan;
    private final Map<String, TrialRecord> records;
    private final AtomicFiles files = new AtomicFiles();

    /** @throws UserError if there is nothing to hand on, or the target holds something */
    public Bundle(OutputFolder from, Path target) {
        this.from = from;
        this.plan = from.plan();
        this.records = ExperimentRun.records(from, plan, line -> {
            throw new UserError(line + " Run its trial again before the folder is handed on.");
        });
        if (records.isEmpty()) {
            throw new UserError(from.root() + " has no records to hand on");
        }
        if (Files.exists(target)) {
            throw new UserError(target + " is there already. Give another --to.");
        }
        this.to = new OutputFolder(target);
    }

    /**
     * Writes it.
     *
     * @param left what trials kept and stays behind
     * @param authors for {@code CITATION.cff}, which is left out without them
     * @return how many files
     */
    public int write(Set<Kept> left, List<String> authors) {
        to.prepare();
        to.adopt(plan);
        for (PlannedTrial trial : plan.trials()) {
            TrialRecord record = records.get(trial.id());
            if (record != null) {
                to.save(record);
                beside(record).stream()
                        .filter(name -> !(left.contains(Kept.CODES) && KeptCodes.isOne(name)))
                        .filter(name -> !(left.contains(Kept.MODEL) && KeptModel.isOne(name)))
                        .forEach(name -> copy(trial.id(), name));
            }
        }
        Map<String, TrialRecord> reruns = ExperimentRun.records(from.reruns(), plan, line -> {
            throw new UserError(line + " Train it again, or remove it, before the folder is handed on.");
        });
        if (!reruns.isEmpty()) {
            to.reruns().prepare();
            reruns.values().forEach(to.reruns()::save);
        }
        ExperimentRun.writeBoard(to, plan, line -> {});
        to.save("scores.csv", ScoreLines.of(plan, records));
        if (isStudy()) {
            to.save(SEEDS, SeedReportText.markdown(SeedReports.of(plan, records, reruns), Set.of()));
        }
        to.save("README.md", readme(left));
        if (!authors.isEmpty()) {
            to.save("CITATION.cff", Citation.of(plan, authors));
        }
        return sums();
    }

    private boolean isStudy() {
        return plan.trials().stream().anyMatch(trial -> !trial.varied().isEmpty());
    }

    private static List<String> beside(TrialRecord record) {
        List<String> names = new ArrayList<>();
        TrialRecord.Predictions predictions = record.predictions();
        if (predictions != null) {
            names.add(predictions.file());
        }
        record.attachments().forEach(attachment -> names.add(attachment.file()));
        return names;
    }

    /** What a record speaks of and is not there stays away; verifying says so. */
    private void copy(String id, String name) {
        Path source = from.trial(id).resolve(name);
        if (Files.exists(source)) {
            try {
                files.replace(to.trial(id).resolve(name), out -> Files.copy(source, out));
            } catch (IOException e) {
                throw StoreError.writing(to.trial(id).resolve(name), e);
            }
        }
    }

    private String readme(Set<Kept> left) {
        return "# " + (plan.title().isEmpty() ? plan.name() : plan.title()) + "\n\n"
                + records.size() + " of " + plan.trials().size()
                + " trials. `board.html` or `board.md` is where to begin.\n\n"
                + "| file | what |\n|---|---|\n"
                + "| `board.html`, `board.md`, `board.csv`, `board.json` | means over seeds |\n"
                + "| `scores.csv` | every score of every trial, a line each |\n"
                + (isStudy() ? "| `" + SEEDS + "` | what the scatter over seeds is made of |\n" : "")
                + "| `plan.json` | every trial's specification, with nothing left to defaults |\n"
                + "| `trials/ID/record.json` | a trial's scores, costs, data digest, environment and plug-ins, signed by a digest |\n"
                + "| `trials/ID/*` | learning curve, predictions, matrices"
                + (left.contains(Kept.CODES) ? "" : ", codes where they were kept")
                + (left.contains(Kept.MODEL) ? "" : ", the model where it was kept")
                + (left.contains(Kept.CODES) ? "; codes were left out" : "")
                + (left.contains(Kept.MODEL) ? "; models were left out" : "")
                + ": their SHA-256 stand in the record |\n"
                + "| `reruns/` | where it is there: records of second runs of some seeds |\n"
                + "| `" + SUMS + "` | of all files: `sha256sum -c " + SUMS + "` |\n\n"
                + "`suite verify` on this folder holds all of it against each other, `suite verify --rerun` against a new training.\n";
    }

    private int sums() {
        Map<String, String> sums = new TreeMap<>();
        try (var content = Files.walk(to.root())) {
            for (Path file : content.filter(Files::isRegularFile).toList()) {
                sums.put(
                        to.root().relativize(file).toString().replace('\\', '/'),
                        FileDigests.of(file).sha256());
            }
        } catch (IOException e) {
            throw StoreError.reading(to.root(), e);
        }
        StringBuilder text = new StringBuilder();
        sums.forEach((name, sum) -> text.append(sum).append("  ").append(name).append('\n'));
        to.save(SUMS, text.toString());
        return sums.size() + 1;
    }
}
