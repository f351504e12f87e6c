package org.disentangle.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.ScoringInput;

/**
 * What metrics over many factors see of each: a categorical factor, or one number of a continuous one, as a column of numbers.
 *
 * @param factor the factor it belongs to
 * @param name the factor's, followed by the number's place where there are several, as in {@code content[3]}
 * @param cardinality how many values a categorical factor has; 0 for a continuous number
 * @param train {@code [training rows]}; labels of a categorical factor as numbers from 0
 * @param test {@code [test rows]}
 */
public record FactorColumn(String factor, String name, int cardinality, double[] train, double[] test) {

    /** All factors' columns in board order, categorical ones first. */
    public static List<FactorColumn> of(ScoringInput input) {
        List<FactorColumn> columns = new ArrayList<>();
        for (Factor factor : input.factors()) {
            columns.add(new FactorColumn(
                    factor.name(),
                    factor.name(),
                    factor.cardinality(),
                    numbers(ClassLabels.of(factor, input.trainLabels())),
                    numbers(ClassLabels.of(factor, input.testLabels()))));
        }
        for (ContinuousFactor factor : input.continuous().factors()) {
            for (int number = 0; number < factor.dimension(); number++) {
                columns.add(new FactorColumn(
                        factor.name(),
                        factor.dimension() == 1 ? factor.name() : factor.name() + "[" + number + "]",
                        0,
                        column(factor, number, input.continuous().train()),
                        column(factor, number, input.continuous().test())));
            }
        }
        return columns;
    }

    private static double[] numbers(ClassLabels labels) {
        return Arrays.stream(labels.values()).asDoubleStream().toArray();
    }

    private static double[] column(ContinuousFactor factor, int number, Map<String, float[]> targets) {
        float[] all = targets.get(factor.name());
        if (all == null) {
            throw new IllegalArgumentException("No numbers of '" + factor.name() + "'");
        }
        double[] column = new double[all.length / factor.dimension()];
        for (int row = 0; row < column.length; row++) {
            column[row] = all[row * factor.dimension() + number];
            if (!Double.isFinite(column[row])) {
                throw new UserError("Factor '" + factor.name() + "' is " + column[row] + " in row " + row
                        + "; factors must be finite");
            }
        }
        return column;
    }

    /** The same with some of the training rows, in the order in which they are named. */
    public FactorColumn trainedOn(int[] rows) {
        double[] selected = Arrays.stream(rows).mapToDouble(row -> train[row]).toArray();
        return new FactorColumn(factor, name, cardinality, selected, test);
    }

    public boolean categorical() {
        return cardinality > 0;
    }

    /** Whether all training rows have one value, of which nothing can be learnt. */
    public boolean constantInTraining() {
        return Arrays.stream(train).allMatch(value -> value == train[0]);
    }

    /**
     * Classes of the training rows: the labels, or for continuous numbers the bin among so many of equal width between the least and
     * the greatest training value.
     */
    public int[] trainClasses(int bins) {
        return classes(train, bins);
    }

    /** The same of the test rows, by the training rows' bins; values outside of them fall into the outermost. */
    public int[] testClasses(int bins) {
        return classes(test, bins);
    }

    /** How many classes there can be. */
    public int classes(int bins) {
        return categorical() ? cardinality : bins;
    }

    private int[] classes(double[] values, int bins) {
        if (categorical()) {
            return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
        }
        return EqualWidthBins.of(train, bins).of(values);
    }
}
