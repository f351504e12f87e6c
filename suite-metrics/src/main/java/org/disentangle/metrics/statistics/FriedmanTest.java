package org.disentangle.metrics.statistics;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.FDistribution;

/**
 * Friedman's test (1937, 1940) of whether k methods rank alike over n tasks, as Demšar (2006, section 3.2.2) recommends it for several
 * classifiers on several data sets. Within a task the best method has rank 1; equal scores share the mean of their ranks.
 *
 * <p>It supposes that tasks are independent of one another. Cells about one trained model (two factors, a block and its halves) are not:
 * take one task per data set where a p-value is to be believed.
 *
 * @param tasks n, at least 2
 * @param averageRanks by method, in 1..k, 1 is best
 * @param chiSquare Friedman's statistic with the correction for ties (Conover 1999, section 5.8), as SciPy's {@code friedmanchisquare};
 *     0 if all scores of every task are equal
 * @param pValue its upper tail of chi-square with k - 1 degrees of freedom: rough below ten tasks or five methods
 * @param f Iman and Davenport's (1980) {@code (n - 1) chi^2 / (n (k - 1) - chi^2)}, less conservative; infinite if all tasks agree fully
 * @param fPValue its upper tail of F with k - 1 and (k - 1)(n - 1) degrees of freedom
 */
public record FriedmanTest(
        int tasks, Map<String, Double> averageRanks, double chiSquare, double pValue, double f, double fPValue) {

    public FriedmanTest {
        averageRanks = Collections.unmodifiableMap(new LinkedHashMap<>(averageRanks));
    }

    /**
     * Of each method's mean score per task, over the seeds that all methods have there ({@link ScoreTable#onCommonSeeds}).
     *
     * @return empty if some task has no seed that all methods have, or there are fewer than two tasks or methods
     * @throws IllegalArgumentException if a task's scores are neither better when higher nor when lower
     */
    public static Optional<FriedmanTest> of(ScoreTable table) {
        ScoreTable common = table.onCommonSeeds();
        if (common.tasks().size() < 2
                || common.methods().size() < 2
                || !common.incompleteMethods().isEmpty()) {
            return Optional.empty();
        }
        double[][] scores = new double[common.tasks().size()][common.methods().size()];
        for (int method = 0; method < common.methods().size(); method++) {
            double[] means =
                    Aggregate.taskMeans(common.oriented(common.methods().get(method)));
            for (int task = 0; task < means.length; task++) {
                scores[task][method] = means[task];
            }
        }
        return Optional.of(of(common.methods(), scores));
    }

    /**
     * @param methods k names, at least 2
     * @param scores tasks x methods, at least two tasks; higher is better
     * @throws IllegalArgumentException if there are too few, rows differ in length, or a score is not finite
     */
    public static FriedmanTest of(List<String> methods, double[][] scores) {
        int k = methods.size();
        int n = scores.length;
        if (k < 2 || n < 2) {
            throw new IllegalArgumentException(
                    "Friedman's test needs two methods and two tasks at least, not " + k + " and " + n);
        }
        double[] sums = new double[k];
        double tieSum = 0;
        for (double[] task : scores) {
            if (task.length != k) {
                throw new IllegalArgumentException("A task has " + task.length + " scores for " + k + " methods");
            }
            Finite.sorted("Friedman's tests", task);
            Ranks ranks = Ranks.descending(task, Finite.tolerance(task));
            tieSum += ranks.tieSum();
            for (int method = 0; method < k; method++) {
                sums[method] += ranks.ranks()[method];
            }
        }
        Map<String, Double> averages = new LinkedHashMap<>();
        for (int method = 0; method < k; method++) {
            averages.put(methods.get(method), sums[method] / n);
        }
        double spread = Arrays.stream(sums)
                .map(sum -> sum / n - (k + 1) / 2.0)
                .map(d -> d * d)
                .sum();
        double untied = 1 - tieSum / (n * (double) k * ((double) k * k - 1));
        // Ties everywhere: no ranks to differ, hence nothing to be seen.
        double chiSquare = untied <= 0 ? 0 : 12.0 * n / (k * (k + 1.0)) * spread / untied;
        double most = n * (k - 1.0);
        // Full agreement gives exactly "most" but for rounding.
        boolean agreed = chiSquare >= most * (1 - 1e-12);
        double f = agreed ? Double.POSITIVE_INFINITY : (n - 1) * chiSquare / (most - chiSquare);
        double p = upperTail(new ChiSquaredDistribution(null, k - 1).cumulativeProbability(chiSquare));
        double fTail =
                agreed ? 0 : upperTail(new FDistribution(null, k - 1, (k - 1.0) * (n - 1)).cumulativeProbability(f));
        return new FriedmanTest(n, averages, chiSquare, p, f, fTail);
    }

    private static double upperTail(double cumulative) {
        return Math.max(0, 1 - cumulative);
    }
}
