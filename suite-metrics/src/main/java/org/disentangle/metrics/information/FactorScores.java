package org.disentangle.metrics.information;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.metric.Score;

/** Scores of one block from numbers about factors' columns. */
final class FactorScores {
    private FactorScores() {}

    /**
     * The mean over all columns, of no one factor, and for each factor the mean over its columns.
     *
     * @param factors of each column
     * @param values of each column
     */
    static List<Score> of(
            String name, String block, List<String> factors, double[] values, int n, Map<String, Double> details) {
        List<Score> scores = new ArrayList<>();
        if (values.length == 0) {
            return scores;
        }
        scores.add(new Score(name, block, "", Arrays.stream(values).average().orElseThrow(), n, details));
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (int k = 0; k < values.length; k++) {
            double[] sum = sums.computeIfAbsent(factors.get(k), factor -> new double[2]);
            sum[0] += values[k];
            sum[1]++;
        }
        sums.forEach((factor, sum) -> scores.add(new Score(name, block, factor, sum[0] / sum[1], n, Map.of())));
        return scores;
    }

    /** The largest of a column of a matrix less the second largest. */
    static double gap(double[][] matrix, int column) {
        double[] values = new double[matrix.length];
        for (int row = 0; row < values.length; row++) {
            values[row] = matrix[row][column];
        }
        return gap(values);
    }

    /** The largest less the second largest of at least two numbers. */
    static double gap(double[] values) {
        double first = Double.NEGATIVE_INFINITY;
        double second = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (value > first) {
                second = first;
                first = value;
            } else if (value > second) {
                second = value;
            }
        }
        return first - second;
    }
}
