package org.disentangle.metrics.information;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoreMatrix;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.EqualWidthBins;
import org.disentangle.metrics.matrix.Shards;

/**
 * The interventional robustness score, at most 1, higher is better (Suter et al. 2019, in the form of disentanglement_lib): how little a
 * dimension moves while one factor is held and all others vary. For dimension i and factor j, within each value of the factor the
 * quantile of the dimension's distance to its mean there; averaged over values, divided by the dimension's largest distance to its
 * overall mean, and taken from 1. Each dimension counts with its best factor, weighted by that largest distance.
 *
 * <p>As in disentanglement_lib, <em>the factors' values fall into 20 bins of equal width</em>, so that 40 orientations merge in pairs; factors
 * with up to 20 values lose nothing. The test rows are the sample; values with few of them look more robust than they are (with one row, perfectly).
 * Dimensions that do not vary are left out, and if none varies the score is 0. It does not ask whether different dimensions are robust for
 * different factors, so one dimension repeated does as well.
 *
 * <p>Undefined without a factor that varies. Details: {@code columns} (factors compared), {@code constant} dimensions left out. Matrix:
 * {@code robustness}, {@code [dimensions that vary, factors]}.
 */
public final class Irs implements Metric<IrsOptions> {
    public static final String NAME = "irs";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Interventional robustness: how still each dimension keeps while one factor is held";
    }

    @Override
    public IrsOptions defaults() {
        return IrsOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.SUTER_2019, Citations.LOCATELLO_2019);
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    @Override
    public List<Score> score(IrsOptions options, ScoringInput input) {
        List<Score> scores = new ArrayList<>();
        List<FactorClasses> all = FactorClasses.of(input, options.bins());
        try (Shards threads = new Shards(input.threads())) {
            for (BlockCodes block : BlockCodes.finite(input)) {
                List<FactorClasses> factors = FactorClasses.varying(all, List.of(NAME), block.name(), input);
                if (factors.isEmpty()) {
                    input.findings().undefined(new Undefined(NAME, block.name(), "", "no factor varies"));
                } else {
                    scores.add(score(block, factors, options, input, threads));
                }
            }
        }
        return scores;
    }

    private static Score score(
            BlockCodes block, List<FactorClasses> factors, IrsOptions options, ScoringInput input, Shards threads) {
        int dimensions = block.test().dimension();
        List<int[]> values =
                factors.stream().map(one -> merged(one, options.bins())).toList();
        double[][] robustness = new double[dimensions][];
        double[] weights = new double[dimensions];
        threads.run(dimensions, (dimension, worker) -> {
            double[] column = CodeColumns.column(block.test(), dimension);
            double furthest = furthest(column);
            if (furthest > 0) {
                weights[dimension] = furthest;
                robustness[dimension] = values.stream()
                        .mapToDouble(classes -> 1 - deviation(column, classes, options.quantile()) / furthest)
                        .toArray();
            }
        });
        List<String> names = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        double sum = 0;
        double weight = 0;
        for (int dimension = 0; dimension < dimensions; dimension++) {
            if (weights[dimension] > 0) {
                names.add(Integer.toString(dimension));
                rows.add(robustness[dimension]);
                sum += weights[dimension]
                        * Arrays.stream(robustness[dimension]).max().orElseThrow();
                weight += weights[dimension];
            }
        }
        input.findings()
                .matrix(ScoreMatrix.of(
                        NAME,
                        "robustness",
                        block.name(),
                        names,
                        FactorClasses.columnNames(factors),
                        rows.toArray(double[][]::new)));
        return new Score(
                NAME,
                block.name(),
                "",
                weight > 0 ? sum / weight : 0,
                block.test().rows(),
                Map.of("columns", (double) factors.size(), "constant", (double) dimensions - names.size()));
    }

    /** The values in bins of equal width; continuous factors are in theirs already. */
    private static int[] merged(FactorClasses factor, int bins) {
        if (!factor.column().categorical()) {
            return factor.values();
        }
        double[] values = factor.column().test();
        return EqualWidthBins.of(values, bins).of(values);
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    /** The largest distance to the mean; exactly 0 where all values are equal. */
    private static double furthest(double[] column) {
        double mean = mean(column, 0, column.length);
        double furthest = 0;
        boolean constant = true;
        for (double value : column) {
            furthest = Math.max(furthest, Math.abs(value - mean));
            constant &= value == column[0];
        }
        return constant ? 0 : furthest;
    }

    /** The mean over values of the quantile of distances to the value's mean. */
    private static double deviation(double[] column, int[] classes, double quantile) {
        int[] starts = new int[Arrays.stream(classes).max().orElse(0) + 2];
        for (int value : classes) {
            starts[value + 1]++;
        }
        for (int value = 1; value < starts.length; value++) {
            starts[value] += starts[value - 1];
        }
        int[] next = starts.clone();
        double[] grouped = new double[column.length];
        for (int row = 0; row < column.length; row++) {
            grouped[next[classes[row]]++] = column[row];
        }
        double sum = 0;
        int present = 0;
        for (int value = 0; value + 1 < starts.length; value++) {
            int from = starts[value];
            int to = starts[value + 1];
            if (from < to) {
                double mean = mean(grouped, from, to);
                for (int i = from; i < to; i++) {
                    grouped[i] = Math.abs(grouped[i] - mean);
                }
                Arrays.sort(grouped, from, to);
                sum += quantile(grouped, from, to, quantile);
                present++;
            }
        }
        return sum / present;
    }

    /** Linear interpolation between order statistics, as NumPy does by default. */
    private static double quantile(double[] sorted, int from, int to, double quantile) {
        double place = quantile * (to - from - 1);
        int below = (int) place;
        double low = sorted[from + below];
        return below + 1 == to - from ? low : low + (place - below) * (sorted[from + below + 1] - low);
    }
}
