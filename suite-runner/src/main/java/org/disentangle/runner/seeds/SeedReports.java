package org.disentangle.runner.seeds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.metrics.statistics.Interval;
import org.disentangle.metrics.statistics.Proportion;
import org.disentangle.metrics.statistics.SampleVariance;
import org.disentangle.metrics.statistics.SeedStatistics;
import org.disentangle.metrics.statistics.VarianceShares;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.BoardView;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.jspecify.annotations.Nullable;

/** Makes the report on seeds from a plan and its records alone. */
public final class SeedReports {
    private final List<String> streams;
    private final SeededCells all;
    private final Map<String, SeededCells> byStream = new LinkedHashMap<>();
    private final SeededCells firstRuns;
    private final SeededCells secondRuns;

    private SeedReports(Plan plan, Map<String, TrialRecord> records, Map<String, TrialRecord> reruns) {
        streams = plan.trials().stream()
                .map(PlannedTrial::varied)
                .filter(stream -> !stream.isEmpty())
                .distinct()
                .toList();
        all = SeededCells.of(plan.withoutStudy(), records);
        streams.forEach(stream -> byStream.put(stream, SeededCells.of(plan.study(stream), records)));
        Plan repeated = plan.withTrials(plan.withoutStudy().trials().stream()
                .filter(trial -> reruns.containsKey(trial.id()) && records.containsKey(trial.id()))
                .toList());
        firstRuns = SeededCells.of(repeated, records);
        secondRuns = SeededCells.of(repeated, reruns);
    }

    /**
     * @param records valid ones, by trial id
     * @param reruns of trials that were run a second time, by trial id
     */
    public static SeedReport of(Plan plan, Map<String, TrialRecord> records, Map<String, TrialRecord> reruns) {
        return new SeedReports(plan, records, reruns).report(plan);
    }

    private SeedReport report(Plan plan) {
        return new SeedReport(
                SeedReport.SCHEMA,
                plan.name(),
                plan.title(),
                streams,
                all.board().lines().stream().map(this::line).toList(),
                Separations.of(all));
    }

    private SeedReport.Line line(Board.Line line) {
        String key = SeededCells.line(line.dataset(), line.method(), line.settings());
        List<SeedReport.Diagonal> diagonals = new ArrayList<>();
        List<SeedReport.Cell> cells = new ArrayList<>();
        Map<String, Board.Counts> studies = studies(key);
        all.cells().forEach((at, cell) -> {
            if (!at.line().equals(key)) {
                return;
            }
            if (at.metric().equals(BoardView.DIAGONAL)) {
                diagonals.add(diagonal(at.block(), cell.values()));
            } else {
                cells.add(cell(at, cell, studies));
            }
        });
        // Matching shows a half's scores where the first trial's other half stood.
        List<String> metrics =
                cells.stream().map(SeedReport.Cell::metric).distinct().toList();
        cells.sort(Comparator.comparingInt((SeedReport.Cell cell) -> metrics.indexOf(cell.metric()))
                .thenComparingInt(cell -> line.blocks().indexOf(cell.block())));
        return new SeedReport.Line(
                line.dataset(), line.method(), line.settings(), line.counts(), sum(studies.values()), diagonals, cells);
    }

    /** The trials of a line by the stream that they vary; without streams that its method does not draw from. */
    private Map<String, Board.Counts> studies(String line) {
        Map<String, Board.Counts> studies = new LinkedHashMap<>();
        byStream.forEach((stream, cells) -> cells.board().lines().stream()
                .filter(found -> SeededCells.line(found.dataset(), found.method(), found.settings())
                        .equals(line))
                .forEach(found -> studies.put(stream, found.counts())));
        return studies;
    }

    private static Board.Counts sum(Iterable<Board.Counts> counts) {
        Board.Counts sum = new Board.Counts(0, 0, 0, 0, 0);
        for (Board.Counts one : counts) {
            sum = new Board.Counts(
                    sum.planned() + one.planned(),
                    sum.done() + one.done(),
                    sum.diverged() + one.diverged(),
                    sum.failed() + one.failed(),
                    sum.missing() + one.missing());
        }
        return sum;
    }

    private static SeedReport.Diagonal diagonal(String block, double[] values) {
        int count = 0;
        for (double value : values) {
            count += value > 0 ? 1 : 0;
        }
        Interval interval = new Proportion(count, values.length).clopperPearson(SeedReport.LEVEL);
        return new SeedReport.Diagonal(block, count, values.length, interval.lower(), interval.upper());
    }

    private SeedReport.Cell cell(SeededCells.Key at, SeededCells.Cell cell, Map<String, Board.Counts> studies) {
        double[] values = cell.values();
        Map<String, double[]> varied = new LinkedHashMap<>();
        studies.keySet().forEach(stream -> Objects.requireNonNull(byStream.get(stream))
                .get(at)
                .ifPresent(found -> varied.put(stream, found.values())));
        Optional<VarianceShares> shares = shares(values, varied);
        List<SeedReport.Part> parts = new ArrayList<>();
        studies.forEach((stream, counts) ->
                parts.add(part(stream, counts.planned(), varied.getOrDefault(stream, new double[0]), shares)));
        Optional<SampleVariance> variance = variance(values);
        Optional<Interval> interval = variance.flatMap(found -> found.interval(SeedReport.LEVEL));
        Board.Row row = cell.row();
        boolean complete = !parts.isEmpty() && parts.stream().allMatch(part -> part.share() != null);
        return new SeedReport.Cell(
                at.metric(),
                at.block(),
                at.factor(),
                row.n(),
                row.planned(),
                row.mean(),
                row.sd(),
                variance.map(SampleVariance::variance).orElse(null),
                lower(interval),
                upper(interval),
                parts,
                complete ? orNull(shares.map(VarianceShares::remainder).orElse(OptionalDouble.empty())) : null,
                noise(at),
                row.published());
    }

    private static Optional<SampleVariance> variance(double[] values) {
        return values.length < 2 ? Optional.empty() : Optional.of(SampleVariance.of(values));
    }

    private static Optional<VarianceShares> shares(double[] values, Map<String, double[]> varied) {
        if (values.length < 2) {
            return Optional.empty();
        }
        Map<String, double[]> enough = new LinkedHashMap<>();
        varied.forEach((stream, found) -> {
            if (found.length >= 2) {
                enough.put(stream, found);
            }
        });
        return Optional.of(VarianceShares.of(values, enough, SeedReport.LEVEL));
    }

    private static SeedReport.Part part(String stream, int planned, double[] values, Optional<VarianceShares> shares) {
        Optional<SampleVariance> variance = variance(values);
        Optional<Interval> interval = variance.flatMap(found -> found.interval(SeedReport.LEVEL));
        Optional<VarianceShares.Stream> share =
                shares.map(found -> found.streams().get(stream));
        Optional<Interval> shareInterval = share.flatMap(VarianceShares.Stream::shareInterval);
        return new SeedReport.Part(
                stream,
                values.length,
                planned,
                orNull(SeedStatistics.of(values).mean()),
                variance.map(SampleVariance::variance).orElse(null),
                lower(interval),
                upper(interval),
                share.map(found -> orNull(found.share())).orElse(null),
                lower(shareInterval),
                upper(shareInterval));
    }

    private SeedReport.@Nullable Noise noise(SeededCells.Key at) {
        Optional<SeededCells.Cell> first = firstRuns.get(at);
        Optional<SeededCells.Cell> second = secondRuns.get(at);
        if (first.isEmpty() || second.isEmpty()) {
            return null;
        }
        Set<Long> seeds = new TreeSet<>(first.get().bySeed().keySet());
        seeds.retainAll(second.get().bySeed().keySet());
        if (seeds.isEmpty()) {
            return null;
        }
        double squares = 0;
        double largest = 0;
        for (long seed : seeds) {
            double difference = Objects.requireNonNull(first.get().bySeed().get(seed))
                    - Objects.requireNonNull(second.get().bySeed().get(seed));
            squares += difference * difference;
            largest = Math.max(largest, Math.abs(difference));
        }
        return new SeedReport.Noise(seeds.size(), squares / (2 * seeds.size()), largest);
    }

    static @Nullable Double lower(Optional<Interval> interval) {
        return interval.map(Interval::lower).orElse(null);
    }

    static @Nullable Double upper(Optional<Interval> interval) {
        return interval.map(Interval::upper).orElse(null);
    }

    static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    static @Nullable Integer orNull(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }
}
