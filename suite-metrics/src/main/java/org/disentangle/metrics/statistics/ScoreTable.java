package org.disentangle.metrics.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.disentangle.core.metric.Metric.Direction;

/**
 * Runs of several methods on several tasks, each run known by its seed. What is not there is never averaged around: a method without a
 * score on some task has no aggregate over tasks, and comparisons by pairs are made on equal seeds alone.
 *
 * <p>Methods are in the order in which they first came, tasks in the order of their names, seeds ascending; in which order the runs were
 * given leaves no other trace.
 *
 * <p>Aggregates over tasks suppose that the tasks' scores are on one scale, such as accuracies. Failed and diverged runs have no score and
 * are counted beside. Leaving them out flatters a method that fails where it would have been bad: read the counts.
 */
public final class ScoreTable {
    private final List<String> methods;
    private final List<Task> tasks;
    private final Map<String, Map<Task, Cell>> cells;

    /**
     * A cell of a board: what was scored, on which data.
     *
     * @param data the data set with its settings
     * @param metric such as {@code linear-probe}
     * @param block such as {@code z0}, after matching
     * @param factor empty for a score about all factors
     * @param direction which scores are better
     */
    public record Task(String data, String metric, String block, String factor, Direction direction)
            implements Comparable<Task> {
        private static final Comparator<Task> ORDER = Comparator.comparing(Task::data)
                .thenComparing(Task::metric)
                .thenComparing(Task::block)
                .thenComparing(Task::factor)
                .thenComparing(Task::direction);

        @Override
        public int compareTo(Task other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return String.join(" ", data, metric, block, factor).strip();
        }
    }

    /**
     * @param seed the trial's
     * @param score empty if the run failed or diverged
     */
    public record Run(String method, Task task, long seed, OptionalDouble score) {
        public Run {
            score.ifPresent(value -> Finite.require("Tables of scores", value));
        }

        public static Run of(String method, Task task, long seed, double score) {
            return new Run(method, task, seed, OptionalDouble.of(score));
        }

        public static Run failed(String method, Task task, long seed) {
            return new Run(method, task, seed, OptionalDouble.empty());
        }
    }

    /**
     * The runs of one method on one task.
     *
     * @param scores by seed
     * @param failed seeds without a score
     */
    public record Cell(SortedMap<Long, Double> scores, SortedSet<Long> failed) {
        static final Cell EMPTY = new Cell(new TreeMap<>(), new TreeSet<>());

        public Cell {
            scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
            failed = Collections.unmodifiableSortedSet(new TreeSet<>(failed));
        }

        /** In the order of the seeds. */
        public double[] values() {
            return scores.values().stream().mapToDouble(Double::doubleValue).toArray();
        }

        public SeedStatistics statistics() {
            return SeedStatistics.of(values());
        }
    }

    /**
     * Scores of two methods on the seeds that both have.
     *
     * @param seeds ascending
     * @param differences first less second, by seed, in the unit of the scores
     */
    public record Pairs(List<Long> seeds, double[] differences) {
        public Pairs {
            seeds = List.copyOf(seeds);
        }
    }

    private ScoreTable(List<String> methods, Collection<Task> tasks, Map<String, Map<Task, Cell>> cells) {
        this.methods = List.copyOf(methods);
        this.tasks = List.copyOf(new TreeSet<>(tasks));
        this.cells = cells;
    }

    /** @throws IllegalArgumentException if a method has two runs of one seed on one task */
    public static ScoreTable of(Collection<Run> runs) {
        Map<String, Map<Task, Cell>> cells = new LinkedHashMap<>();
        Map<String, Map<Task, SortedMap<Long, OptionalDouble>>> bySeed = new LinkedHashMap<>();
        Set<Task> tasks = new TreeSet<>();
        for (Run run : runs) {
            tasks.add(run.task());
            OptionalDouble before = bySeed.computeIfAbsent(run.method(), name -> new TreeMap<>())
                    .computeIfAbsent(run.task(), task -> new TreeMap<>())
                    .putIfAbsent(run.seed(), run.score());
            if (before != null) {
                throw new IllegalArgumentException(
                        run.method() + " has two runs of seed " + run.seed() + " on " + run.task());
            }
        }
        bySeed.forEach((method, byTask) -> {
            Map<Task, Cell> row = new TreeMap<>();
            byTask.forEach((task, outcomes) -> {
                SortedMap<Long, Double> scores = new TreeMap<>();
                SortedSet<Long> failed = new TreeSet<>();
                outcomes.forEach((seed, score) -> {
                    if (score.isPresent()) {
                        scores.put(seed, score.getAsDouble());
                    } else {
                        failed.add(seed);
                    }
                });
                row.put(task, new Cell(scores, failed));
            });
            cells.put(method, row);
        });
        return new ScoreTable(List.copyOf(cells.keySet()), tasks, cells);
    }

    public List<String> methods() {
        return methods;
    }

    public List<Task> tasks() {
        return tasks;
    }

    /** Empty of runs if the method did not run on the task. */
    public Cell cell(String method, Task task) {
        requireMethod(method);
        return cells.getOrDefault(method, Map.of()).getOrDefault(task, Cell.EMPTY);
    }

    /** The tasks on which a method has no score. */
    public List<Task> missing(String method) {
        return tasks.stream()
                .filter(task -> cell(method, task).scores().isEmpty())
                .toList();
    }

    /** The methods that have no score on some task, and so no aggregate over tasks. */
    public List<String> incompleteMethods() {
        return methods.stream().filter(method -> !missing(method).isEmpty()).toList();
    }

    /** How many of a method's runs failed or diverged, over all tasks. */
    public int failed(String method) {
        return tasks.stream()
                .mapToInt(task -> cell(method, task).failed().size())
                .sum();
    }

    /** A method's scores, tasks x seeds; empty if it has none on some task, or if there is no task. */
    public Optional<double[][]> scores(String method) {
        return tasks.isEmpty() || !missing(method).isEmpty()
                ? Optional.empty()
                : Optional.of(
                        tasks.stream().map(task -> cell(method, task).values()).toArray(double[][]::new));
    }

    /** The same table with these methods alone, in this order. */
    public ScoreTable ofMethods(List<String> wanted) {
        wanted.forEach(this::requireMethod);
        return new ScoreTable(wanted.stream().distinct().toList(), tasks, cells);
    }

    /** The same table with these tasks alone; those that it does not have are missing for every method. */
    public ScoreTable ofTasks(Collection<Task> wanted) {
        return new ScoreTable(methods, wanted, cells);
    }

    /** The same table without every score whose seed some method lacks on that task: what then differs are the methods alone. */
    public ScoreTable onCommonSeeds() {
        Map<String, Map<Task, Cell>> common = new LinkedHashMap<>();
        methods.forEach(method -> common.put(method, new TreeMap<>()));
        for (Task task : tasks) {
            SortedSet<Long> seeds = commonSeeds(methods, task);
            common.forEach((method, row) -> {
                Cell cell = cell(method, task);
                SortedMap<Long, Double> kept = new TreeMap<>(cell.scores());
                kept.keySet().retainAll(seeds);
                row.put(task, new Cell(kept, cell.failed()));
            });
        }
        return new ScoreTable(methods, tasks, common);
    }

    /** Two methods on one task, on the seeds that both have there. */
    public Pairs pairs(String first, String second, Task task) {
        SortedMap<Long, Double> one = cell(first, task).scores();
        SortedMap<Long, Double> other = cell(second, task).scores();
        List<Long> seeds = List.copyOf(commonSeeds(List.of(first, second), task));
        return new Pairs(
                seeds,
                seeds.stream()
                        .mapToDouble(seed -> value(one, seed) - value(other, seed))
                        .toArray());
    }

    /**
     * Two methods over all tasks, on the seeds that both have on every task: one difference per seed, the mean over tasks. Runs of one
     * seed on several tasks are one trained model or share their random numbers; here they count once.
     *
     * @throws IllegalArgumentException if some tasks' scores are better when higher and others' when lower
     */
    public Pairs pairs(String first, String second) {
        direction();
        SortedSet<Long> seeds = new TreeSet<>();
        for (int i = 0; i < tasks.size(); i++) {
            SortedSet<Long> here = commonSeeds(List.of(first, second), tasks.get(i));
            if (i == 0) {
                seeds.addAll(here);
            } else {
                seeds.retainAll(here);
            }
        }
        double[] differences = new double[seeds.size()];
        List<Long> order = List.copyOf(seeds);
        for (int i = 0; i < differences.length; i++) {
            for (Task task : tasks) {
                long seed = order.get(i);
                differences[i] += value(cell(first, task).scores(), seed)
                        - value(cell(second, task).scores(), seed);
            }
            differences[i] /= tasks.size();
        }
        return new Pairs(order, differences);
    }

    /** Whether a method has the same seeds on every task. */
    boolean sameSeedsEverywhere(String method) {
        return tasks.stream()
                        .map(task -> cell(method, task).scores().keySet())
                        .distinct()
                        .count()
                <= 1;
    }

    /** The direction of all tasks, without which no number over them has one. */
    Direction direction() {
        List<Direction> directions =
                tasks.stream().map(Task::direction).distinct().toList();
        if (directions.size() != 1) {
            throw new IllegalArgumentException("Scores over tasks need tasks of one direction, not of "
                    + (directions.isEmpty() ? "none" : directions.toString()));
        }
        return directions.get(0);
    }

    /**
     * A complete method's scores, negated on tasks where lower is better.
     *
     * @throws IllegalArgumentException on a task where neither is
     */
    double[][] oriented(String method) {
        double[][] scores = scores(method).orElseThrow();
        List<double[]> oriented = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            Task task = tasks.get(i);
            switch (task.direction()) {
                case HIGHER_IS_BETTER -> oriented.add(scores[i]);
                case LOWER_IS_BETTER ->
                    oriented.add(Arrays.stream(scores[i]).map(score -> -score).toArray());
                case NEITHER ->
                    throw new IllegalArgumentException(
                            "No score on " + task + " is better than another: it describes, and cannot rank");
            }
        }
        return oriented.toArray(double[][]::new);
    }

    private SortedSet<Long> commonSeeds(List<String> of, Task task) {
        SortedSet<Long> seeds = new TreeSet<>();
        for (int i = 0; i < of.size(); i++) {
            Set<Long> here = cell(of.get(i), task).scores().keySet();
            if (i == 0) {
                seeds.addAll(here);
            } else {
                seeds.retainAll(here);
            }
        }
        return seeds;
    }

    private static double value(Map<Long, Double> scores, long seed) {
        Double value = scores.get(seed);
        if (value == null) {
            throw new IllegalStateException("Seed " + seed + " is not common");
        }
        return value;
    }

    private void requireMethod(String method) {
        if (!methods.contains(method)) {
            throw new IllegalArgumentException("There is no method " + method + " among " + methods);
        }
    }
}
