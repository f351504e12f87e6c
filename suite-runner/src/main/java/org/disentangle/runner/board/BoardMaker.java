package org.disentangle.runner.board;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.disentangle.core.metric.Score;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.experiment.PublishedSource;
import org.disentangle.runner.experiment.Settings;
import org.disentangle.runner.json.Names;
import org.jspecify.annotations.Nullable;

/** Makes a board of a plan and the records that there are. */
public final class BoardMaker {
    private final Plan plan;
    /** Those of the plan that lines are of. */
    private final List<PlannedTrial> ranked;

    private final Map<String, TrialRecord> records;
    private final List<Board.Line> lines = new ArrayList<>();
    private final List<Board.Row> rows = new ArrayList<>();

    private final List<List<Double>> values = new ArrayList<>();

    private BoardMaker(Plan plan, Map<String, TrialRecord> records) {
        this.plan = plan;
        this.ranked = plan.withoutStudy().trials();
        this.records = records;
    }

    /** @param records valid ones, by trial id; others than the plan's are ignored */
    public static Board make(Plan plan, Map<String, TrialRecord> records) {
        return makeWithSeeds(plan, records).board();
    }

    /** The same board with what its means are means of. */
    public static SeededBoard makeWithSeeds(Plan plan, Map<String, TrialRecord> records) {
        return new BoardMaker(plan, records).make();
    }

    private record LineKey(String dataset, String method, String settings) {}

    private SeededBoard make() {
        Map<LineKey, List<PlannedTrial>> byLine = new LinkedHashMap<>();
        for (PlannedTrial trial : ranked) {
            LineKey key = new LineKey(trial.data(), trial.method(), CanonicalJson.write(trial.settings()));
            byLine.computeIfAbsent(key, line -> new ArrayList<>()).add(trial);
        }
        byLine.values().forEach(this::line);
        List<Board.DataSummary> datasets = datasets();
        Board unranked = new Board(
                Board.SCHEMA,
                plan.name(),
                plan.title(),
                plan.description(),
                counts(plan.trials()),
                SpecView.common(ranked),
                datasets,
                lines,
                rows,
                List.of(),
                troubles(),
                plan.published().stream().map(BoardMaker::cited).distinct().toList(),
                plan.references(),
                warnings());
        Map<String, Long> seeds = new HashMap<>();
        ranked.forEach(trial -> seeds.put(trial.id(), trial.seed()));
        SeededBoard seeded = new SeededBoard(unranked, values, seeds);
        return seeded.with(SeededRankings.of(seeded));
    }

    private static String cited(PublishedSource source) {
        return source.citation() + (source.where().isEmpty() ? "" : ", " + source.where()) + ": " + source.reference();
    }

    private Optional<TrialRecord> record(PlannedTrial trial) {
        return Optional.ofNullable(records.get(trial.id()));
    }

    private Optional<TrialRecord> done(PlannedTrial trial) {
        return record(trial).filter(record -> record.status() == TrialStatus.DONE);
    }

    private Board.Counts counts(List<PlannedTrial> trials) {
        Map<TrialStatus, Integer> counts = new EnumMap<>(TrialStatus.class);
        trials.forEach(trial -> record(trial).ifPresent(record -> counts.merge(record.status(), 1, Integer::sum)));
        int known = counts.values().stream().mapToInt(Integer::intValue).sum();
        return new Board.Counts(
                trials.size(),
                counts.getOrDefault(TrialStatus.DONE, 0),
                counts.getOrDefault(TrialStatus.DIVERGED, 0),
                counts.getOrDefault(TrialStatus.FAILED, 0),
                trials.size() - known);
    }

    private void line(List<PlannedTrial> trials) {
        PlannedTrial first = trials.get(0);
        Map<String, @Nullable Object> options = SpecView.component(first, "method");
        Map<String, @Nullable Object> data = SpecView.component(first, "data");
        Map<String, List<String>> parts = new LinkedHashMap<>();
        Set<String> blocks = new LinkedHashSet<>();
        List<String> shared = new ArrayList<>();
        List<PlannedTrial> done =
                trials.stream().filter(trial -> done(trial).isPresent()).toList();
        for (PlannedTrial trial : done) {
            TrialRecord record = done(trial).orElseThrow();
            Objects.requireNonNull(record.model(), "a trial that is done has a model")
                    .parts()
                    .forEach(parts::putIfAbsent);
            blocks.addAll(record.model().dimensions().keySet());
            if (shared.isEmpty() && record.data() != null) {
                shared.addAll(record.data().sharedFactors());
            }
        }
        LineCells cells = new LineCells();
        Map<String, Integer> swapped = new LinkedHashMap<>();
        parts.keySet().forEach(whole -> swapped.put(whole, 0));
        for (PlannedTrial trial : done) {
            List<Score> scores = done(trial).orElseThrow().scores();
            BlockOrder order = BlockOrder.of(parts, shared, (block, factor) -> probe(scores, block, factor));
            order.reordered().forEach(whole -> swapped.merge(whole, 1, Integer::sum));
            scores.forEach(score -> cells.add(trial, order.shownAs(score.block()), score));
        }
        PublishedCells published = PublishedCells.of(
                plan, first.method(), Settings.flatten(options), Settings.flatten(data), parts, shared);
        cells.rows(first, trials.size(), published, (row, behind) -> {
            rows.add(row);
            values.add(behind);
        });
        lines.add(new Board.Line(
                first.method(),
                plan.summaries().getOrDefault(first.method(), ""),
                first.settings(),
                first.data(),
                options,
                SpecView.training(first),
                counts(trials),
                done.stream().map(PlannedTrial::seed).toList(),
                List.copyOf(blocks),
                parts,
                swapped));
    }

    private static OptionalDouble probe(List<Score> scores, String block, String factor) {
        return scores.stream()
                .filter(score -> score.metric().equals(BlockOrder.METRIC))
                .filter(score -> score.block().equals(block) && score.factor().equals(factor))
                .mapToDouble(Score::value)
                .findFirst();
    }

    private List<Board.DataSummary> datasets() {
        Map<String, Board.DataSummary> summaries = new LinkedHashMap<>();
        for (PlannedTrial trial : ranked) {
            TrialRecord.Data data = record(trial).map(TrialRecord::data).orElse(null);
            Board.DataSummary known = summaries.get(trial.data());
            if (known == null || known.trainGroups() == 0) {
                summaries.put(trial.data(), summary(trial, data));
            }
        }
        return List.copyOf(summaries.values());
    }

    private static Board.DataSummary summary(PlannedTrial trial, TrialRecord.@Nullable Data data) {
        Map<String, @Nullable Object> options = SpecView.component(trial, "data");
        if (data == null) {
            return new Board.DataSummary(trial.data(), options, List.of(), List.of(), 0, 0, "");
        }
        List<Board.FactorSummary> factors = data.factors().stream()
                .map(factor -> new Board.FactorSummary(
                        factor.name(),
                        factor.title(),
                        factor.cardinality(),
                        1.0 / factor.cardinality(),
                        data.sharedFactors().contains(factor.name())))
                .toList();
        List<Board.ContinuousFactorSummary> continuous = data.continuousFactors().stream()
                .map(factor -> new Board.ContinuousFactorSummary(factor.name(), factor.title(), factor.dimension()))
                .toList();
        return new Board.DataSummary(
                trial.data(), options, factors, continuous, data.trainGroups(), data.testGroups(), data.digest());
    }

    private List<String> warnings() {
        Map<String, Set<String>> digests = new LinkedHashMap<>();
        for (PlannedTrial trial : ranked) {
            record(trial).map(TrialRecord::data).ifPresent(data -> digests.computeIfAbsent(
                            trial.data(), name -> new LinkedHashSet<>())
                    .add(data.digest()));
        }
        List<String> warnings = new ArrayList<>();
        if (ranked.size() < plan.trials().size()) {
            warnings.add(
                    (plan.trials().size() - ranked.size())
                            + " further trials vary one random stream each. They are in no mean here; 'suite seeds' is about them.");
        }
        digests.forEach((name, found) -> {
            if (found.size() > 1) {
                warnings.add("The trials on " + name + " saw " + found.size()
                        + " different contents of its files (digests "
                        + String.join(
                                ", ",
                                found.stream()
                                        .map(digest -> digest.substring(0, Math.min(12, digest.length())))
                                        .sorted()
                                        .toList())
                        + "); their means mix them.");
            }
        });
        warnings.addAll(PluginLines.of(
                ranked.stream().flatMap(trial -> record(trial).stream()).toList()));
        warnings.addAll(UndefinedScores.of(ranked, records));
        long unconverged = rows.stream().mapToLong(Board.Row::unconverged).sum();
        if (unconverged > 0) {
            warnings.add(unconverged + " scores come from fits that did not converge; their cells are marked with *.");
        }
        return warnings;
    }

    private List<Board.Trouble> troubles() {
        List<Board.Trouble> troubles = new ArrayList<>();
        for (PlannedTrial trial : plan.trials()) {
            Optional<TrialRecord> record = record(trial);
            if (record.isEmpty()) {
                troubles.add(trouble(trial, "missing", "", "", -1, "not run yet"));
            } else if (record.get().failure() != null) {
                troubles.add(trouble(
                        trial,
                        Names.constant(record.get().status()),
                        Names.constant(record.get().failure().cause()),
                        record.get().failure().phase(),
                        record.get().failure().step(),
                        record.get().failure().message()));
            }
        }
        return troubles;
    }

    private static Board.Trouble trouble(
            PlannedTrial trial, String status, String cause, String phase, long step, String message) {
        return new Board.Trouble(
                trial.id(),
                trial.method(),
                trial.settings(),
                trial.data(),
                trial.seed(),
                status,
                cause,
                phase,
                step,
                trial.varied().isEmpty() ? message : "(" + trial.varied() + " alone varied) " + message);
    }
}
