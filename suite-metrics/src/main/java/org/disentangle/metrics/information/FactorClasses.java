package org.disentangle.metrics.information;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.metrics.FactorColumn;

/**
 * A factor's column as classes of the test rows: the labels of a categorical factor, and bins of equal width between the least and the
 * greatest <em>training</em> value for a number of a continuous one.
 *
 * @param values {@code [test rows]}, from 0
 */
record FactorClasses(FactorColumn column, int[] values) {

    static List<FactorClasses> of(ScoringInput input, int bins) {
        return FactorColumn.of(input).stream()
                .map(column -> new FactorClasses(column, column.testClasses(bins)))
                .toList();
    }

    String factor() {
        return column.factor();
    }

    boolean constant() {
        for (int value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }

    /** How often each class occurs. */
    int[] counts() {
        int classes = 0;
        for (int value : values) {
            classes = Math.max(classes, value + 1);
        }
        int[] counts = new int[classes];
        for (int value : values) {
            counts[value]++;
        }
        return counts;
    }

    /** In nats, of the counts. */
    double entropy() {
        double entropy = 0;
        for (int count : counts()) {
            if (count > 0) {
                entropy -= (double) count / values.length * Math.log((double) count / values.length);
            }
        }
        return entropy;
    }

    /**
     * Those that vary among the test rows. A factor of which nothing does is told to the findings, once per score and block.
     */
    static List<FactorClasses> varying(List<FactorClasses> all, List<String> scores, String block, ScoringInput input) {
        List<FactorClasses> varying =
                all.stream().filter(one -> !one.constant()).toList();
        Set<String> constant = new LinkedHashSet<>(names(all));
        constant.removeAll(names(varying));
        for (String score : scores) {
            for (String factor : constant) {
                input.findings()
                        .undefined(new Undefined(
                                score, block, factor, "the factor has a single value among the test rows: left out"));
            }
        }
        return varying;
    }

    /** The factors' names, each once. */
    static List<String> names(List<FactorClasses> columns) {
        return new ArrayList<>(
                new LinkedHashSet<>(columns.stream().map(FactorClasses::factor).toList()));
    }

    /** The columns' names, for matrices. */
    static List<String> columnNames(List<FactorClasses> columns) {
        return columns.stream().map(one -> one.column().name()).toList();
    }
}
