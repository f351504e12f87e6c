package org.disentangle.runner.trial;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.Split;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.metric.Assignments;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.training.Selection;
import org.disentangle.runner.codes.CodeSet;
import org.disentangle.runner.store.AtomicFiles;
import org.jspecify.annotations.Nullable;

/** Looks at the model now and then while it is trained, scores it on held-out training groups, and keeps the best parameters. */
final class Validation {
    private static final String FILE = "validation.jsonl";

    private final Selection.BestValidation rule;
    private final TrialJob job;
    private final ConfiguredMetric<?> metric;
    private final CodeReader reader;
    private final DataSet data;
    private final Model model;
    private final Variables variables;

    private State state = State.NONE;

    /**
     * All that there is to go on from.
     *
     * @param looks in the order of steps
     * @param best parameters and buffers of the best look; empty before the first
     */
    record State(List<Look> looks, Map<String, HostTensor> best) {
        static final State NONE = new State(List.of(), Map.of());
    }

    /**
     * @param score of the parameters after {@code step} finished steps
     * @param factors that it is the mean of
     */
    record Look(long step, double score, int factors) {}

    Validation(
            Selection.BestValidation rule,
            TrialJob job,
            CodeReader reader,
            DataSet data,
            Model model,
            Variables variables) {
        this.rule = rule;
        this.job = job;
        this.reader = reader;
        this.data = data;
        this.model = model;
        this.variables = variables;
        this.metric = job.spec().scoring().metrics().stream()
                .filter(each -> each.name().equals(rule.metric()))
                .findFirst()
                .orElseThrow(() -> new UserError("The selection's metric '" + rule.metric()
                        + "' is not among those that score the trial: "
                        + String.join(
                                ", ",
                                job.spec().scoring().metrics().stream()
                                        .map(ConfiguredMetric::name)
                                        .toList())));
    }

    State state() {
        return state;
    }

    void restore(State earlier) {
        state = earlier;
    }

    void after(long finished) {
        if (!rule.looksAfter(finished, job.spec().training().steps())) {
            return;
        }
        List<Score> scores = scores();
        if (scores.isEmpty()) {
            return; // Codes that have collapsed have no score by some metrics; they are not the best.
        }
        double mean = scores.stream().mapToDouble(Score::value).average().orElseThrow();
        Look look = new Look(finished, mean, scores.size());
        boolean best = best().map(earlier -> better(look, earlier)).orElse(true);
        List<Look> looks = new ArrayList<>(state.looks());
        looks.add(look);
        state = new State(List.copyOf(looks), best ? variables.export() : state.best());
    }

    /** Puts the best parameters into the model, and says which they are. */
    TrialRecord.Selection select() {
        Look best = best().orElseThrow(() ->
                new UserError("No step can be chosen: the metric '" + rule.metric() + "' had no score of the block '"
                        + rule.block() + "' at any look. Name another 'metric' or 'block' in 'selection'."));
        variables.load(state.best());
        return new TrialRecord.Selection(
                best.step(),
                rule.metric(),
                rule.block(),
                best.score(),
                state.looks().size(),
                rule.groups());
    }

    /** The score of every look, beside the record. */
    TrialRecord.Attachment save(Path folder) {
        StringBuilder lines = new StringBuilder();
        for (Look look : state.looks()) {
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put("step", look.step());
            line.put("score", look.score());
            line.put("factors", look.factors());
            lines.append(CanonicalJson.write(line)).append('\n');
        }
        String content = lines.toString();
        new AtomicFiles().write(folder.resolve(FILE), content);
        return new TrialRecord.Attachment(
                FILE,
                "scores on held-out training groups",
                CanonicalJson.sha256(content.getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<Look> best() {
        return state.looks().stream().reduce((best, look) -> better(look, best) ? look : best);
    }

    /** A mean that leaves out factors, for which the metric found no score, is not held against one that has them. */
    private boolean better(Look look, Look than) {
        if (look.factors() != than.factors()) {
            return look.factors() > than.factors();
        }
        return metric.metric().direction(metric.name()) == Metric.Direction.LOWER_IS_BETTER
                ? look.score() < than.score()
                : look.score() > than.score();
    }

    private List<Score> scores() {
        int trained = data.samples(Split.TRAIN).groups() - rule.groups();
        int fit = rule.fitGroups() == 0 ? trained : Math.min(rule.fitGroups(), trained);
        CodeSet codes = TrialFacts.codes(
                data, model, reader.read(Split.TRAIN, 0, fit), reader.read(Split.TRAIN, trained, rule.groups()));
        return metric
                .score(codes.input(
                        Assignments.NONE,
                        List.of(),
                        job.spec().seedStreams().forProbes(),
                        job.threads(),
                        Findings.NONE))
                .stream()
                .filter(score ->
                        score.metric().equals(rule.metric()) && score.block().equals(rule.block()))
                .toList();
    }
}
