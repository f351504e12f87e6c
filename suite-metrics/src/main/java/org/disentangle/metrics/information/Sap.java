package org.disentangle.metrics.information;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoreMatrix;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.FactorColumn;
import org.disentangle.metrics.matrix.Shards;

/**
 * The separated attribute predictability score, in {@code 0..1}, higher is better (Kumar et al. 2018, section 3): how much better the
 * dimension that predicts a factor best does than the second best, each alone. Per factor and their mean.
 *
 * <p>In the form {@code discrete}, which papers usually quote, a dimension's score for a categorical factor is the test accuracy of a linear
 * support vector machine fitted on the training rows: squared hinge loss, one value against the rest, C = 0.01, classes balanced, as
 * disentanglement_lib calls scikit-learn's {@code LinearSVC}; liblinear weights, of more than two values, the positive class alone. Here the problem
 * is solved exactly ({@link SquaredHinge}), where liblinear stops after 1000 iterations. Codes are not standardised, and as both the weight and the intercept are
 * penalised, their scale and offset matter.
 *
 * <p>For continuous factors always, and for all in the form {@code continuous}, it is the squared correlation with the factor's numbers on
 * the <em>test</em> rows, 0 for a dimension whose variance is at most 1e-12.
 *
 * <p>Undefined for blocks of a single dimension and factors with one value. Detail: {@code columns} behind the mean. Matrix: {@code
 * predictability}, {@code [dimension, factors]}.
 */
public final class Sap implements Metric<SapOptions> {
    public static final String NAME = "sap";
    private static final double LEAST_VARIANCE = 1e-12;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "How much better the dimension that predicts each factor best does than the second best";
    }

    @Override
    public SapOptions defaults() {
        return SapOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.KUMAR_2018, Citations.LOCATELLO_2019);
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    /** A categorical factor's labels as positions among the values that training rows have; -1 in test rows that have another. */
    private record Target(FactorColumn column, int[] train, int[] counts, int[] test) {
        static Target of(FactorColumn column) {
            int[] labels = column.trainClasses(2);
            int[] position = new int[column.cardinality()];
            for (int label : labels) {
                position[label] = 1;
            }
            int classes = 0;
            for (int value = 0; value < position.length; value++) {
                position[value] = position[value] == 0 ? -1 : classes++;
            }
            int[] train = Arrays.stream(labels).map(label -> position[label]).toArray();
            int[] counts = new int[classes];
            for (int label : train) {
                counts[label]++;
            }
            int[] test = Arrays.stream(column.testClasses(2))
                    .map(label -> position[label])
                    .toArray();
            return new Target(column, train, counts, test);
        }
    }

    @Override
    public List<Score> score(SapOptions options, ScoringInput input) {
        List<FactorColumn> columns = FactorColumn.of(input);
        List<Target> targets = columns.stream()
                .map(column -> discrete(column, options)
                        ? Target.of(column)
                        : new Target(column, new int[0], new int[0], new int[0]))
                .toList();
        List<Score> scores = new ArrayList<>();
        try (Shards threads = new Shards(input.threads())) {
            for (BlockCodes block : BlockCodes.finite(input)) {
                if (block.test().dimension() < 2) {
                    input.findings()
                            .undefined(new Undefined(
                                    NAME, block.name(), "", "a block of one dimension has no second to compare with"));
                    continue;
                }
                scores.addAll(score(block, defined(targets, block.name(), options, input), options, input, threads));
            }
        }
        return scores;
    }

    private static boolean discrete(FactorColumn column, SapOptions options) {
        return column.categorical() && options.form() == SapOptions.Form.DISCRETE;
    }

    private static List<Target> defined(List<Target> all, String block, SapOptions options, ScoringInput input) {
        List<Target> defined = new ArrayList<>();
        for (Target target : all) {
            FactorColumn column = target.column();
            double[] read = discrete(column, options) ? column.train() : column.test();
            if (Arrays.stream(read).allMatch(value -> value == read[0])) {
                input.findings()
                        .undefined(new Undefined(
                                NAME, block, column.factor(), "'" + column.name() + "' has a single value: left out"));
            } else if (column.cardinality() > column.train().length) {
                input.findings()
                        .undefined(new Undefined(
                                NAME,
                                block,
                                column.factor(),
                                "'" + column.name() + "' has " + column.cardinality() + " values, more than the "
                                        + column.train().length + " training rows"));
            } else {
                defined.add(target);
            }
        }
        return defined;
    }

    private static List<Score> score(
            BlockCodes block, List<Target> targets, SapOptions options, ScoringInput input, Shards threads) {
        int dimensions = block.test().dimension();
        double[][] predictability = new double[dimensions][targets.size()];
        threads.run(dimensions, (dimension, worker) -> {
            SortedColumn sorted = new SortedColumn(block.train().values(), dimensions, dimension);
            SortedColumn.Sums all = sorted.all();
            double[] test = CodeColumns.column(block.test(), dimension);
            for (int k = 0; k < targets.size(); k++) {
                Target target = targets.get(k);
                predictability[dimension][k] = discrete(target.column(), options)
                        ? accuracy(sorted, all, test, target, options.c())
                        : squaredCorrelation(test, target.column().test());
            }
        });
        input.findings()
                .matrix(ScoreMatrix.of(
                        NAME,
                        "predictability",
                        block.name(),
                        ScoreMatrix.dimensions(block.test().dimension()),
                        targets.stream().map(target -> target.column().name()).toList(),
                        predictability));
        return FactorScores.of(
                NAME,
                block.name(),
                targets.stream().map(target -> target.column().factor()).toList(),
                IntStream.range(0, targets.size())
                        .mapToDouble(k -> FactorScores.gap(predictability, k))
                        .toArray(),
                block.test().rows(),
                Map.of("columns", (double) targets.size()));
    }

    private static double accuracy(SortedColumn sorted, SortedColumn.Sums all, double[] test, Target target, double c) {
        SquaredHinge.Line[] lines = lines(sorted, all, target, c);
        double[] best = new double[test.length];
        int[] answer = new int[test.length];
        for (int value = 0; value < lines.length; value++) {
            double weight = lines[value].weight();
            double bias = lines[value].bias();
            for (int row = 0; row < test.length; row++) {
                double decision = weight * (test[row] - sorted.mean) + bias;
                if (value == 0 || decision > best[row]) {
                    best[row] = decision;
                    answer[row] = value;
                }
            }
        }
        int right = 0;
        for (int row = 0; row < test.length; row++) {
            right += answer[row] == target.test()[row] ? 1 : 0;
        }
        return (double) right / test.length;
    }

    /** One per value; of two values the second's line and a line of zeros. */
    private static SquaredHinge.Line[] lines(SortedColumn sorted, SortedColumn.Sums all, Target target, double c) {
        int[] counts = target.counts();
        SortedColumn.Sums[] byClass = sorted.byClass(target.train(), counts);
        double[] weights = new double[counts.length];
        for (int value = 0; value < weights.length; value++) {
            weights[value] = c * target.train().length / ((double) counts.length * counts[value]);
        }
        if (counts.length == 2) {
            return new SquaredHinge.Line[] {
                new SquaredHinge.Line(0, 0),
                new SquaredHinge(byClass[1], all, sorted.mean, weights[1], weights[0]).solve()
            };
        }
        SquaredHinge.Line[] lines = new SquaredHinge.Line[counts.length];
        for (int value = 0; value < lines.length; value++) {
            lines[value] = new SquaredHinge(byClass[value], all, sorted.mean, weights[value], c).solve();
        }
        return lines;
    }

    private static double squaredCorrelation(double[] codes, double[] factor) {
        double codeMean = Arrays.stream(codes).average().orElse(0);
        double factorMean = Arrays.stream(factor).average().orElse(0);
        double both = 0;
        double code = 0;
        double other = 0;
        for (int row = 0; row < codes.length; row++) {
            double x = codes[row] - codeMean;
            double y = factor[row] - factorMean;
            both += x * y;
            code += x * x;
            other += y * y;
        }
        return code / (codes.length - 1) <= LEAST_VARIANCE ? 0 : Math.min(1, both / code * both / other);
    }
}
