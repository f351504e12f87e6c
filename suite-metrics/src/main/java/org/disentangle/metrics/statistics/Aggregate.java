package org.disentangle.metrics.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How a method's scores on several tasks become one number, as in rliable (Agarwal et al. 2021, section 4.3). Every task counts the same,
 * however many runs it has; with as many on each the numbers are rliable's.
 *
 * @param name such as {@code iqm}
 * @param asksForHigher whether it is defined only for scores of which higher ones are better
 * @param formula of scores, tasks x runs (rows may differ in length, none is empty)
 */
public record Aggregate(String name, boolean asksForHigher, Formula formula) {
    private static final double QUARTER = 0.25;

    /** Given scores that it must not change. */
    @FunctionalInterface
    public interface Formula {
        double of(double[][] scores);
    }

    /** The mean over tasks of the mean over runs. */
    public static Aggregate mean() {
        return new Aggregate("mean", false, scores -> StatUtils.mean(taskMeans(scores)));
    }

    /**
     * The median over tasks of the mean over runs. Of one task it is thus the mean; the median over the runs of one cell is
     * {@link SeedStatistics#median}.
     */
    public static Aggregate median() {
        return new Aggregate("median", false, scores -> {
            double[] means = taskMeans(scores);
            Arrays.sort(means);
            return Quantiles.linear(means, 0.5);
        });
    }

    /**
     * The interquartile mean over all runs of all tasks: without the lowest and the highest quarter, of which whole runs are left out and
     * fractions stay in, as {@code scipy.stats.trim_mean(scores, 0.25, axis=None)}. Where tasks differ in their numbers of runs each run
     * weighs one over its task's number, and a quarter is one of the weight.
     */
    public static Aggregate interquartileMean() {
        return new Aggregate("iqm", false, Aggregate::interquartileMean);
    }

    /**
     * How far scores stay below a target: {@code target - mean(min(score, target))}, in the unit of the scores, 0 and up, lower is better.
     * What exceeds the target makes up for nothing.
     *
     * @param target rliable's gamma; 1 for accuracies as shares
     */
    public static Aggregate optimalityGap(double target) {
        Finite.require("Targets", target);
        return new Aggregate("optimality gap to " + target, true, scores -> {
            double sum = 0;
            for (double[] task : scores) {
                double below = 0;
                for (double score : task) {
                    below += Math.max(0, target - score);
                }
                sum += below / task.length;
            }
            return sum / scores.length;
        });
    }

    static double[] taskMeans(double[][] scores) {
        double[] means = new double[scores.length];
        for (int task = 0; task < scores.length; task++) {
            double sum = 0;
            for (double score : scores[task]) {
                sum += score;
            }
            means[task] = sum / scores[task].length;
        }
        return means;
    }

    private static double interquartileMean(double[][] scores) {
        int runs = 0;
        boolean balanced = true;
        for (double[] task : scores) {
            runs += task.length;
            balanced &= task.length == scores[0].length;
        }
        double[] pooled = new double[runs];
        double[] weights = new double[balanced ? 0 : runs];
        int filled = 0;
        for (double[] task : scores) {
            System.arraycopy(task, 0, pooled, filled, task.length);
            if (!balanced) {
                Arrays.fill(weights, filled, filled + task.length, 1.0 / task.length);
            }
            filled += task.length;
        }
        if (!balanced) {
            return weighted(pooled, weights, scores.length * QUARTER);
        }
        Arrays.sort(pooled);
        int dropped = (int) (QUARTER * runs);
        double sum = 0;
        for (int i = dropped; i < runs - dropped; i++) {
            sum += pooled[i];
        }
        return sum / (runs - 2 * dropped);
    }

    /** @param quarter of the weights' sum: at either end whole runs are left out as long as they weigh no more */
    private static double weighted(double[] values, double[] weights, double quarter) {
        // Of equal scores the heavier one lies further in at the lower end; any order would do, but it must be one.
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> values[i]).thenComparingDouble(i -> weights[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int from = 0;
        int to = values.length;
        double most = quarter * (1 + 1e-12);
        for (double left = weights[order[0]]; left <= most; left += weights[order[from]]) {
            from++;
        }
        for (double left = weights[order[to - 1]]; left <= most; left += weights[order[to - 1]]) {
            to--;
        }
        double sum = 0;
        double weight = 0;
        for (int i = from; i < to; i++) {
            sum += weights[order[i]] * values[order[i]];
            weight += weights[order[i]];
        }
        return sum / weight;
    }
}
