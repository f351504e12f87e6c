package org.disentangle.runner.score;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.runner.codes.KeptCodes;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.experiment.Settings;
import org.disentangle.runner.experiment.TrialSpec;
import org.disentangle.runner.experiment.TrialSpecs;
import org.disentangle.runner.json.Tree;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.RecordState;

/** Scores for the codes that the trials of an output folder kept, held against their records. */
public final class KeptScores {
    /** The metrics' conformance tests hold them to this; within it the order of sums may change. */
    private static final double SAME = 1e-9;

    private final Catalog catalog;
    private final OutputFolder out;
    private final List<String> metrics;
    private final int threads;
    private final Consumer<String> notes;
    private final Function<String, CodeScoring.Watcher> watchers;

    /**
     * @param metrics by name, with default settings; empty for those of each trial with its settings
     * @param notes takes lines for people
     * @param watchers makes one for what stands before its lines
     */
    public KeptScores(
            Catalog catalog,
            OutputFolder out,
            List<String> metrics,
            int threads,
            Consumer<String> notes,
            Function<String, CodeScoring.Watcher> watchers) {
        this.catalog = catalog;
        this.out = out;
        this.metrics = List.copyOf(metrics);
        this.threads = threads;
        this.notes = notes;
        this.watchers = watchers;
    }

    /**
     * A trial's new scores.
     *
     * @param recorded what the record holds for the same metric, settings, block and factor
     * @param excused why some of those that moved are not wrong for that; see {@link OtherProcessor}
     */
    public record Rescored(
            PlannedTrial trial, ScoreSheet sheet, Map<Score, Double> recorded, Map<Score, String> excused) {

        /** New scores that are further from what the record holds than versions of the suite may be from each other. */
        public List<Score> moved() {
            return apart(SAME);
        }

        /** Those of them that nothing excuses. */
        public List<Score> wrong() {
            return moved().stream().filter(score -> !excused.containsKey(score)).toList();
        }

        /** Such as {@code mlp-r2 of z0 for x is 0.5 in the record, its codes give 0.4}, and why it is not wrong for that if it is not. */
        public String text(Score moved) {
            String reason = excused.get(moved);
            return moved.metric() + " of " + moved.block()
                    + (moved.factor().isEmpty() ? "" : " for " + moved.factor()) + " is " + recorded.get(moved)
                    + " in the record, its codes give " + moved.value() + (reason == null ? "" : "; " + reason);
        }

        /** New scores that are not the record's to the last bit. */
        public List<Score> changed() {
            return apart(0);
        }

        private List<Score> apart(double more) {
            return recorded.entrySet().stream()
                    .filter(entry -> Math.abs(entry.getKey().value() - entry.getValue()) > more)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        public String title() {
            String settings = Settings.text(trial.settings());
            return trial.method() + (settings.isEmpty() ? "" : " (" + settings + ")") + " " + trial.seedText() + " on "
                    + trial.data();
        }
    }

    /** Of all trials that are done and kept their codes, in the plan's order. */
    public List<Rescored> all() {
        List<Rescored> all = new ArrayList<>();
        int without = 0;
        List<PlannedTrial> trials = out.plan().trials();
        for (int i = 0; i < trials.size(); i++) {
            PlannedTrial trial = trials.get(i);
            Path folder = out.trial(trial.id());
            if (out.record(trial.id()) instanceof RecordState.Present present
                    && present.record().status() == TrialStatus.DONE) {
                if (KeptCodes.areIn(folder)) {
                    String prefix = "trial " + (i + 1) + " of " + trials.size() + ", ";
                    all.add(rescored(trial, folder, present.record(), watchers.apply(prefix)));
                } else {
                    without++;
                }
            }
        }
        if (without > 0 && !all.isEmpty()) {
            notes.accept(without + " trials kept no codes and are left out.");
        }
        return all;
    }

    private Rescored rescored(PlannedTrial trial, Path folder, TrialRecord record, CodeScoring.Watcher watcher) {
        TrialSpec spec = TrialSpecs.read(Tree.of("specification", record.spec()), catalog);
        List<ConfiguredMetric<?>> own = spec.scoring().metrics();
        List<ConfiguredMetric<?>> chosen = metrics.isEmpty() ? own : CodeScoring.named(catalog.metrics(), metrics);
        ScoreSheet sheet = new CodeScoring(chosen, spec.seedStreams().forProbes(), threads, watcher)
                .score(KeptCodes.read(folder, record));
        Map<Score, Double> recorded = new LinkedHashMap<>();
        Map<Score, String> excused = new LinkedHashMap<>();
        OtherProcessor other = new OtherProcessor(catalog.metrics());
        for (ScoreSheet.Entry entry : sheet.entries()) {
            Score score = entry.score();
            if (score != null && sameSettings(own, chosen, entry.id())) {
                record.scores().stream()
                        .filter(old -> old.metric().equals(score.metric())
                                && old.block().equals(score.block())
                                && old.factor().equals(score.factor()))
                        .findFirst()
                        .ifPresent(old -> {
                            recorded.put(score, old.value());
                            if (Math.abs(score.value() - old.value()) > SAME) {
                                other.excuse(entry.id(), score, old.value(), record.environment())
                                        .ifPresent(reason -> excused.put(score, reason));
                            }
                        });
            }
        }
        return new Rescored(trial, sheet, recorded, excused);
    }

    private static boolean sameSettings(
            List<? extends ConfiguredMetric<?>> own, List<? extends ConfiguredMetric<?>> chosen, String metric) {
        return own.stream()
                .filter(configured -> configured.name().equals(metric))
                .anyMatch(configured -> chosen.stream()
                        .anyMatch(other ->
                                other.name().equals(metric) && other.options().equals(configured.options())));
    }
}
