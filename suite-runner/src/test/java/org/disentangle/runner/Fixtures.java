package org.disentangle.runner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.record.Failure;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.experiment.Experiment;
import org.disentangle.runner.experiment.ExperimentReader;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.experiment.Planner;
import org.disentangle.runner.json.YamlReader;
import org.jspecify.annotations.Nullable;

/** Experiments, plans and records to test with. */
public final class Fixtures {
    public static final Catalog CATALOG = Catalog.load(Fixtures.class.getClassLoader());

    /** Two methods, two seeds, one grid of two points: six trials. */
    public static final String EXPERIMENT = """
            name: small
            title: A small experiment
            data: {name: drawn-digits, variant: dc-bc, train_pairs: 64, test_pairs: 32}
            methods:
              - simclr
              - name: hessian
                lambda: [0.001, 0.1]
            seeds: [0, 1]
            encoder: {name: conv, widths: [8, 16]}
            training: {steps: 4, batch: 16}
            scoring: {metrics: [linear-probe, gap, diagonal]}
            """;

    private Fixtures() {}

    public static Experiment experiment(String yaml) {
        return new ExperimentReader(CATALOG).read(YamlReader.read("test.yaml", yaml));
    }

    public static Plan plan(String yaml) {
        return Planner.plan(experiment(yaml), "libtorch", Precision.FP32);
    }

    public static Plan plan() {
        return plan(EXPERIMENT);
    }

    public static TrialRecord done(PlannedTrial trial, List<Score> scores) {
        return done(trial, scores, List.of());
    }

    public static TrialRecord done(PlannedTrial trial, List<Score> scores, List<Undefined> undefined) {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        parts.put("r", List.of("r0", "r1"));
        parts.put("z", List.of("z0", "z1"));
        Map<String, Integer> dimensions = new LinkedHashMap<>();
        List.of("r", "r0", "r1", "z", "z0", "z1").forEach(block -> dimensions.put(block, 8));
        return new TrialRecord(
                TrialRecord.SCHEMA,
                trial.id(),
                trial.spec(),
                TrialStatus.DONE,
                null,
                scores,
                undefined,
                new TrialRecord.Model(1234, parts, dimensions, "d".repeat(64)),
                data(),
                null,
                List.of(new TrialRecord.EncoderProof("linear-probe", "e".repeat(64), "e".repeat(64))),
                new TrialRecord.Predictions("predictions.jsonl", 18, "a".repeat(64)),
                Map.of(),
                List.of(),
                costs(),
                Map.of("suite", "test", "device", "cpu"),
                List.of());
    }

    public static TrialRecord failed(PlannedTrial trial, TrialStatus status, Failure failure) {
        return new TrialRecord(
                TrialRecord.SCHEMA,
                trial.id(),
                trial.spec(),
                status,
                failure,
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of(),
                null,
                Map.of(),
                List.of(),
                costs(),
                Map.of(),
                List.of());
    }

    /** The record as if made on such data with such plug-ins. */
    public static TrialRecord with(
            TrialRecord record, TrialRecord.@Nullable Data data, List<TrialRecord.Plugin> plugins) {
        return changed(record, record.scores(), data, record.attachments(), record.environment(), plugins);
    }

    /** The record as if these files lay beside it. */
    public static TrialRecord attached(TrialRecord record, List<TrialRecord.Attachment> attachments) {
        return changed(record, record.scores(), record.data(), attachments, record.environment(), record.plugins());
    }

    /** The record as if made there. */
    public static TrialRecord in(TrialRecord record, Map<String, String> environment) {
        return scored(record, record.scores(), environment);
    }

    /** The record as if made there with such scores. */
    public static TrialRecord scored(TrialRecord record, List<Score> scores, Map<String, String> environment) {
        return changed(record, scores, record.data(), record.attachments(), environment, record.plugins());
    }

    private static TrialRecord changed(
            TrialRecord record,
            List<Score> scores,
            TrialRecord.@Nullable Data data,
            List<TrialRecord.Attachment> attachments,
            Map<String, String> environment,
            List<TrialRecord.Plugin> plugins) {
        return new TrialRecord(
                record.schema(),
                record.id(),
                record.spec(),
                record.status(),
                record.failure(),
                scores,
                record.undefined(),
                record.model(),
                data,
                record.selection(),
                record.proofs(),
                record.predictions(),
                record.figures(),
                attachments,
                record.costs(),
                environment,
                plugins);
    }

    public static TrialRecord.Data data() {
        return new TrialRecord.Data(
                "f".repeat(64),
                List.of(
                        new TrialRecord.FactorSummary("DC", "digit class", 10),
                        new TrialRecord.FactorSummary("BC", "background class", 10),
                        new TrialRecord.FactorSummary("DL", "digit location", 8)),
                List.of(),
                List.of("DC", "BC"),
                64,
                32);
    }

    private static TrialRecord.Costs costs() {
        return new TrialRecord.Costs(
                "2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z", 1.5, 50, 8.25, 4, 128, 1 << 20, List.of());
    }

    /** Probe, gap and diagonal scores in which each half of z and r has the accuracies given for DC and BC. */
    public static List<Score> scores(double dc0, double bc0, double dc1, double bc1) {
        List<Score> scores = new ArrayList<>();
        for (String whole : List.of("r", "z")) {
            probe(scores, whole, Math.max(dc0, dc1) + 0.01, Math.max(bc0, bc1) + 0.01);
            probe(scores, whole + "0", dc0, bc0);
            probe(scores, whole + "1", dc1, bc1);
        }
        for (String whole : List.of("r", "z")) {
            scores.add(new Score("gap", whole, "DC", Math.abs(dc0 - dc1), 32, Map.of()));
            scores.add(new Score("gap", whole, "BC", Math.abs(bc0 - bc1), 32, Map.of()));
            scores.add(new Score("gap", whole, "DL", 0, 32, Map.of()));
        }
        for (String whole : List.of("r", "z")) {
            boolean diagonal = (dc0 - dc1) * (bc0 - bc1) < 0;
            scores.add(new Score("diagonal", whole, "", diagonal ? 1 : 0, 32, Map.of()));
        }
        return scores;
    }

    private static void probe(List<Score> scores, String block, double dc, double bc) {
        scores.add(new Score("linear-probe", block, "DC", dc, 32, Map.of("chance", 0.1, "converged", 1.0)));
        scores.add(new Score("linear-probe", block, "BC", bc, 32, Map.of("chance", 0.1, "converged", 1.0)));
        scores.add(new Score("linear-probe", block, "DL", 0.125, 32, Map.of("chance", 0.125, "converged", 1.0)));
    }
}
