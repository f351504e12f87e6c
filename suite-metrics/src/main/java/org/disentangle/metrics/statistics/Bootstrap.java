package org.disentangle.metrics.statistics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.metric.Metric.Direction;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.matrix.Shards;

/**
 * Stratified bootstrap percentile intervals (Agarwal et al. 2021, section 4.1, and rliable): a method's runs are drawn anew with
 * replacement, as many as there are, task by task, and the number computed again; the interval leaves as many of these numbers out below as above
 * (quantiles by NumPy's linear definition).
 *
 * <p>Methods are drawn independently of one another, from streams that depend on their names; the paired comparisons draw the same seeds for
 * both methods. Neither the number of threads, nor the order of methods, tasks or runs, nor (unpaired) which other methods there are changes a bit
 * of the result.
 *
 * <p><b>Few seeds.</b> Below {@value SeedStatistics#FEWEST_FOR_INTERVAL} runs on some task there is no interval. With three to ten the
 * interval of one cell is still too narrow: the resampled variance is (n - 1) / n of the sample's and the tails are a normal's. For a
 * single cell prefer {@link SeedStatistics#interval}; the page on statistics tells measured coverage.
 *
 * <p>Where a number does not exist (a method without a score on some task, methods without a common seed), the estimate says why.
 *
 * @param streams names of streams begin with {@code bootstrap/}
 * @param resamples at least 1; rliable takes 50,000
 * @param level of the intervals, in (0, 1)
 * @param unit what is drawn
 * @param threads at least 1
 */
public record Bootstrap(SeedStreams streams, int resamples, double level, Unit unit, int threads) {
    /** So many resamples share a stream; it decides the numbers that are drawn. */
    private static final int CHUNK = 1024;

    /** What is drawn with replacement. */
    public enum Unit {
        /**
         * Runs, for every task anew: right if different trials were scored on different tasks. This is rliable's.
         */
        RUNS_WITHIN_TASKS,
        /**
         * Seeds, once for all tasks: right if several tasks are scores of the same trials (other factors or blocks), whose luck is shared,
         * so that drawing them apart would make means over tasks look surer than they are. Needs the same seeds on every task.
         */
        SEEDS
    }

    /** @throws IllegalArgumentException if a number is out of its range */
    public Bootstrap {
        Interval.requireLevel(level);
        if (resamples < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "A bootstrap needs a resample and a thread at least, not " + resamples + " and " + threads);
        }
    }

    /** rliable's: 50,000 resamples of runs within tasks, at 0.95. */
    public static Bootstrap of(SeedStreams streams, int threads) {
        return new Bootstrap(streams, 50_000, 0.95, Unit.RUNS_WITHIN_TASKS, threads);
    }

    /**
     * An aggregate of every method.
     *
     * @return by method, in the table's order
     * @throws IllegalArgumentException if tasks differ in direction, or the aggregate needs scores of which higher ones are better and
     *     these are not
     */
    public Map<String, Estimate> aggregates(ScoreTable table, Aggregate aggregate) {
        requireDirection(table, aggregate);
        List<String> methods = table.methods();
        Estimate[] estimates = new Estimate[methods.size()];
        try (Shards shards = new Shards(threads)) {
            shards.run(methods.size(), (i, worker) -> estimates[i] = aggregate(table, methods.get(i), aggregate));
        }
        Map<String, Estimate> byMethod = new LinkedHashMap<>();
        for (int i = 0; i < estimates.length; i++) {
            byMethod.put(methods.get(i), estimates[i]);
        }
        return byMethod;
    }

    private Estimate aggregate(ScoreTable table, String method, Aggregate aggregate) {
        Optional<String> incomplete = incomplete(table, method);
        if (incomplete.isPresent()) {
            return Estimate.absent(incomplete.get());
        }
        double[][] scores = table.scores(method).orElseThrow();
        double value = aggregate.formula().of(scores);
        Optional<String> refusal = refusal(table, List.of(method));
        if (refusal.isPresent()) {
            return Estimate.withoutInterval(value, refusal.get());
        }
        List<Drawn> drawn = List.of(drawn(method, scores));
        double[][] results = new double[1][resamples];
        for (int chunk = 0; chunk < chunks(); chunk++) {
            resample(drawn, (methods, out) -> out[0] = aggregate.formula().of(methods[0]), chunk, results);
        }
        return Estimate.of(value, central(results[0]));
    }

    /**
     * First less second, methods drawn independently: of all their runs, whatever the seeds.
     *
     * @throws IllegalArgumentException as {@link #aggregates}, or if both are the same method
     */
    public Estimate difference(ScoreTable table, String first, String second, Aggregate aggregate) {
        requireDirection(table, aggregate);
        return compare(table, first, second, false, false, difference(aggregate));
    }

    /**
     * First less second, on the seeds that both have, task by task, drawn together: what equal seeds have in common (the order of the data,
     * the augmentations) cancels.
     *
     * @throws IllegalArgumentException as {@link #aggregates}, or if both are the same method
     */
    public Estimate pairedDifference(ScoreTable table, String first, String second, Aggregate aggregate) {
        requireDirection(table, aggregate);
        return compare(table, first, second, true, false, difference(aggregate));
    }

    private static Statistic difference(Aggregate aggregate) {
        return (methods, out) -> out[0] =
                aggregate.formula().of(methods[0]) - aggregate.formula().of(methods[1]);
    }

    /**
     * {@link ProbabilityOfImprovement} of the first method over the second, in 0..1, methods drawn independently.
     *
     * @throws IllegalArgumentException if a task's scores are neither better when higher nor when lower, or both are the same method
     */
    public Estimate probabilityOfImprovement(ScoreTable table, String first, String second) {
        return compare(
                table,
                first,
                second,
                false,
                true,
                (methods, out) -> out[0] = ProbabilityOfImprovement.of(methods[0], methods[1]));
    }

    private Estimate compare(
            ScoreTable table, String first, String second, boolean paired, boolean oriented, Statistic statistic) {
        if (first.equals(second)) {
            throw new IllegalArgumentException(first + " is compared with itself");
        }
        List<String> names = List.of(first, second);
        ScoreTable both = paired ? table.ofMethods(names).onCommonSeeds() : table.ofMethods(names);
        for (String name : names) {
            Optional<String> incomplete =
                    incomplete(table, name).or(() -> paired ? withoutCommonSeed(both, name) : Optional.empty());
            if (incomplete.isPresent()) {
                return Estimate.absent(incomplete.get());
            }
        }
        double[][][] scores = names.stream()
                .map(name -> oriented ? both.oriented(name) : both.scores(name).orElseThrow())
                .toArray(double[][][]::new);
        double[] value = new double[1];
        statistic.compute(scores, value);
        Optional<String> refusal = refusal(both, names);
        if (refusal.isPresent()) {
            return Estimate.withoutInterval(value[0], refusal.get());
        }
        List<Drawn> drawn = paired
                ? List.of(new Drawn("bootstrap/seeds", scores))
                : List.of(drawn(first, scores[0]), drawn(second, scores[1]));
        return Estimate.of(value[0], central(resample(drawn, statistic, 1)[0]));
    }

    /**
     * A method's {@link PerformanceProfile} with pointwise bands. Needs memory for resamples x thresholds numbers.
     *
     * @param thresholds finite, in the unit of the scores
     * @throws IllegalArgumentException if tasks differ in direction or have none, or a threshold is not finite
     */
    public PerformanceProfile profile(ScoreTable table, String method, double... thresholds) {
        double[] sorted = Finite.sorted("Thresholds", thresholds);
        List<Double> boxed = boxed(sorted);
        double sign = table.direction() == Direction.LOWER_IS_BETTER ? -1 : 1;
        Optional<String> incomplete = incomplete(table, method);
        if (incomplete.isPresent()) {
            return new PerformanceProfile(boxed, List.of(), List.of(), incomplete);
        }
        double[][] scores = table.oriented(method);
        double[] oriented = Arrays.stream(sorted).map(t -> sign * t).toArray();
        double[] shares = new double[oriented.length];
        PerformanceProfile.shares(scores, oriented, shares);
        Optional<String> refusal = refusal(table, List.of(method));
        if (refusal.isPresent()) {
            return new PerformanceProfile(boxed, boxed(shares), List.of(), refusal);
        }
        double[][] results = resample(
                List.of(drawn(method, scores)),
                (methods, out) -> PerformanceProfile.shares(methods[0], oriented, out),
                oriented.length);
        List<Interval> bands = Arrays.stream(results).map(this::central).toList();
        return new PerformanceProfile(boxed, boxed(shares), bands, Optional.empty());
    }

    /**
     * The rank of every method by an aggregate, 1 for the best, with an interval. Equal methods share the mean of their ranks. Ends of intervals are
     * ranks that occurred, the next ones outward. With {@link Unit#SEEDS} all methods are held against each other on the seeds that all have
     * on every task, drawn together; otherwise each on its own runs, drawn independently.
     *
     * <p>Ranks are among the methods of the table that have an aggregate; those that have none are absent, with the reason.
     *
     * @param aggregate one of which higher values are better where higher scores are: not a gap
     * @throws IllegalArgumentException if tasks differ in direction or have none, or the aggregate is a gap
     */
    public Map<String, Estimate> ranks(ScoreTable table, Aggregate aggregate) {
        table.direction();
        if (aggregate.asksForHigher()) {
            throw new IllegalArgumentException("Ranks are by the mean, the median or the iqm, not by a gap");
        }
        List<String> complete = table.methods().stream()
                .filter(method -> incomplete(table, method).isEmpty())
                .toList();
        Map<String, Estimate> ranked =
                complete.isEmpty() ? Map.of() : ranksOfComplete(table.ofMethods(complete), aggregate);
        Map<String, Estimate> ranks = new LinkedHashMap<>();
        for (String method : table.methods()) {
            ranks.put(
                    method, incomplete(table, method).map(Estimate::absent).orElseGet(() -> required(ranked, method)));
        }
        return ranks;
    }

    private Map<String, Estimate> ranksOfComplete(ScoreTable table, Aggregate aggregate) {
        boolean paired = unit == Unit.SEEDS;
        ScoreTable among = paired ? table.onCommonSeeds() : table;
        List<String> methods = among.methods();
        Map<String, Estimate> ranks = new LinkedHashMap<>();
        if (!among.incompleteMethods().isEmpty()) {
            methods.forEach(method -> ranks.put(
                    method, Estimate.absent(withoutCommonSeed(among, method).orElseThrow())));
            return ranks;
        }
        double[][][] scores = methods.stream().map(among::oriented).toArray(double[][][]::new);
        Statistic statistic = (drawn, out) -> {
            for (int i = 0; i < out.length; i++) {
                out[i] = aggregate.formula().of(drawn[i]);
            }
            System.arraycopy(Ranks.descending(out, Finite.tolerance(out)).ranks(), 0, out, 0, out.length);
        };
        double[] values = new double[methods.size()];
        statistic.compute(scores, values);
        Optional<String> refusal = refusal(among, methods);
        if (refusal.isPresent()) {
            for (int i = 0; i < values.length; i++) {
                ranks.put(methods.get(i), Estimate.withoutInterval(values[i], refusal.get()));
            }
            return ranks;
        }
        List<Drawn> drawn = paired
                ? List.of(new Drawn("bootstrap/seeds", scores))
                : IntStream.range(0, scores.length)
                        .mapToObj(i -> drawn(methods.get(i), scores[i]))
                        .toList();
        double[][] results = resample(drawn, statistic, values.length);
        for (int i = 0; i < values.length; i++) {
            ranks.put(methods.get(i), Estimate.of(values[i], outward(results[i])));
        }
        return ranks;
    }

    private static Estimate required(Map<String, Estimate> ranks, String method) {
        return Objects.requireNonNull(ranks.get(method), method);
    }

    /** A number, or several, of resampled scores (methods x tasks x runs). */
    @FunctionalInterface
    private interface Statistic {
        void compute(double[][][] methods, double[] out);
    }

    /**
     * Methods that are drawn together.
     *
     * @param stream its name
     * @param scores methods x tasks x runs; on every task as many of each method
     */
    private record Drawn(String stream, double[][][] scores) {}

    private static Drawn drawn(String method, double[][] scores) {
        return new Drawn("bootstrap/method/" + method, new double[][][] {scores});
    }

    private int chunks() {
        return (resamples + CHUNK - 1) / CHUNK;
    }

    /** Outputs x resamples. */
    private double[][] resample(List<Drawn> drawn, Statistic statistic, int outputs) {
        double[][] results = new double[outputs][resamples];
        try (Shards shards = new Shards(threads)) {
            shards.run(chunks(), (chunk, worker) -> resample(drawn, statistic, chunk, results));
        }
        return results;
    }

    private void resample(List<Drawn> drawn, Statistic statistic, int chunk, double[][] results) {
        double[][][] target = drawn.stream()
                .flatMap(group -> Arrays.stream(group.scores()))
                .map(Bootstrap::copy)
                .toArray(double[][][]::new);
        UniformRandomProvider[] random = drawn.stream()
                .map(group -> streams.stream(group.stream(), chunk))
                .toArray(UniformRandomProvider[]::new);
        double[] out = new double[results.length];
        int end = Math.min(resamples, (chunk + 1) * CHUNK);
        for (int resample = chunk * CHUNK; resample < end; resample++) {
            int method = 0;
            for (int group = 0; group < random.length; group++) {
                double[][][] scores = drawn.get(group).scores();
                draw(scores, random[group], target, method);
                method += scores.length;
            }
            statistic.compute(target, out);
            for (int i = 0; i < out.length; i++) {
                results[i][resample] = out[i];
            }
        }
    }

    private void draw(double[][][] scores, UniformRandomProvider random, double[][][] target, int offset) {
        int tasks = scores[0].length;
        // Tasks that are drawn together: all, or one after the other.
        int together = unit == Unit.SEEDS ? tasks : 1;
        for (int first = 0; first < tasks; first += together) {
            int runs = scores[0][first].length;
            for (int run = 0; run < runs; run++) {
                int chosen = random.nextInt(runs);
                for (int method = 0; method < scores.length; method++) {
                    for (int task = first; task < first + together; task++) {
                        target[offset + method][task][run] = scores[method][task][chosen];
                    }
                }
            }
        }
    }

    private static double[][] copy(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }

    /** Changes the order of the results. */
    private Interval central(double[] results) {
        Arrays.sort(results);
        return Quantiles.central(results, level);
    }

    private Interval outward(double[] results) {
        Arrays.sort(results);
        double outside = (results.length - 1) * (1 - level) / 2;
        return new Interval(
                level, results[(int) Math.floor(outside)], results[results.length - 1 - (int) Math.floor(outside)]);
    }

    private static Optional<String> incomplete(ScoreTable table, String method) {
        List<ScoreTable.Task> missing = table.missing(method);
        return missing.isEmpty()
                ? table.tasks().isEmpty() ? Optional.of("There are no tasks") : Optional.empty()
                : Optional.of(method + " has no score on " + missing.get(0)
                        + (missing.size() == 1 ? "" : " and " + (missing.size() - 1) + " more"));
    }

    private static Optional<String> withoutCommonSeed(ScoreTable common, String method) {
        return common.missing(method).stream()
                .findFirst()
                .map(task -> "No seed is common to " + String.join(", ", common.methods()) + " on " + task);
    }

    /** Why complete methods have no interval. */
    private Optional<String> refusal(ScoreTable table, List<String> methods) {
        for (String method : methods) {
            for (ScoreTable.Task task : table.tasks()) {
                int runs = table.cell(method, task).scores().size();
                if (runs < SeedStatistics.FEWEST_FOR_INTERVAL) {
                    return Optional.of("An interval needs " + SeedStatistics.FEWEST_FOR_INTERVAL + " seeds, and "
                            + method + " has " + runs + " on " + task);
                }
            }
            if (unit == Unit.SEEDS && !table.sameSeedsEverywhere(method)) {
                return Optional.of("Seeds cannot be drawn for all tasks at once, as " + method
                        + " has not the same ones on every task");
            }
        }
        return Optional.empty();
    }

    private static void requireDirection(ScoreTable table, Aggregate aggregate) {
        if (!table.tasks().isEmpty() && table.direction() != Direction.HIGHER_IS_BETTER && aggregate.asksForHigher()) {
            throw new IllegalArgumentException(
                    "The " + aggregate.name() + " needs scores of which higher ones are better");
        }
    }

    private static List<Double> boxed(double[] values) {
        return DoubleStream.of(values).boxed().toList();
    }
}
